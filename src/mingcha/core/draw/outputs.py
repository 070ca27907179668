"""The files that a draw writes, and how they differ from what they should be."""

from __future__ import annotations

from collections.abc import Sequence

from mingcha.core.draw.conduct import Draw
from mingcha.core.draw.entropy import ENTROPY_FILE
from mingcha.core.draw.plan import PLAN_FILE, Plan, register_path
from mingcha.core.draw.staff_lines import CONFLICTS_FILE, INSPECTORS_FILE
from mingcha.core.draw.tsv import tsv_bytes
from mingcha.core.errors import InvalidFile

RESULT_FILE = "result.tsv"
TICKETS_FILE = "tickets.tsv"
ASSIGNMENT_FILE = "assignment.tsv"


def input_paths(plan: Plan) -> list[str]:
    """Return the paths of the five inputs of a draw, registers one by one."""
    registers = [register_path(frame.code) for frame in plan.frames]
    return [PLAN_FILE, *registers, INSPECTORS_FILE, CONFLICTS_FILE, ENTROPY_FILE]


def output_lines(draw: Draw) -> dict[str, list[str]]:
    """Return the lines of each TSV file that the draw writes."""
    lines = {RESULT_FILE: draw.result_lines, ASSIGNMENT_FILE: draw.assignment_lines}
    if draw.ticket_lines is not None:
        lines[TICKETS_FILE] = draw.ticket_lines
    return lines


def check_lines(path: str, expected: Sequence[str], data: bytes) -> None:
    """Refuse a file that is not exactly these lines; names the first that differs."""
    if tsv_bytes(expected) == data:
        return
    found = data.split(b"\n")
    wanted = [line.encode("ascii") for line in expected] + [b""]
    pairs = zip(wanted, found, strict=False)
    differing = (number for number, (want, have) in enumerate(pairs, start=1) if want != have)
    number = next(differing, min(len(wanted), len(found)) + 1)
    raise InvalidFile(
        path,
        f"第 {number} 行与重算结果不符：应为 {_shown(wanted, number)}，文件为 {_shown(found, number)}",
    )


def _shown(lines: Sequence[bytes], number: int) -> str:
    if number > len(lines):
        return "（没有这一行）"
    line = lines[number - 1]
    return repr(line[:200].decode("ascii", "backslashreplace")) if line else "（到此结束）"
