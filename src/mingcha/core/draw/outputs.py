"""The files that a draw writes, and how they differ from what they should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from mingcha.core.draw import keys
from mingcha.core.draw.conduct import Draw, Inputs
from mingcha.core.draw.entropy import ENTROPY_FILE
from mingcha.core.draw.plan import PLAN_FILE, Plan, register_path
from mingcha.core.draw.sealing import ticket_pieces
from mingcha.core.draw.staff_lines import CONFLICTS_FILE, INSPECTORS_FILE
from mingcha.core.draw.tsv import Pieces
from mingcha.core.errors import InvalidFile

RESULT_FILE = "result.tsv"
TICKETS_FILE = "tickets.tsv"
ASSIGNMENT_FILE = "assignment.tsv"
_SPARE_BYTES = 4096
_PIECES_TOLD_BY = 2  # the one that differs, and the line after it where the file ends between lines


def input_paths(plan: Plan) -> list[str]:
    """Return the paths of the five inputs of a draw, registers one by one."""
    registers = [register_path(frame.code) for frame in plan.frames]
    return [PLAN_FILE, *registers, INSPECTORS_FILE, CONFLICTS_FILE, ENTROPY_FILE]


def output_pieces(inputs: Inputs, draw: Draw) -> dict[str, Pieces]:
    """Return the lines of each TSV file that the draw writes; tickets are computed as they are taken."""
    plan = inputs.plan
    pieces: dict[str, Pieces] = {
        RESULT_FILE: [draw.result_lines],
        ASSIGNMENT_FILE: [draw.assignment_lines],
    }
    if plan.disclosure.is_sealed:
        salt_key = keys.key(plan.suite, draw.seed, keys.SALTS)
        codes = [frame.code for frame in plan.frames]
        pieces[TICKETS_FILE] = ticket_pieces(
            plan.suite, salt_key, draw.object_key, codes, inputs.registers
        )
    return pieces


class Comparison:
    """A file read beside the pieces that it should be made of."""

    def __init__(self, path: str, file: BinaryIO) -> None:
        """Read nothing yet."""
        self._path = path
        self._file = file
        self._lines = 0
        self._wanted = b""
        self._found: bytes | None = None
        self._pieces_kept = 0

    def take(self, piece: bytes) -> None:
        """Read as much as a piece has; from the first that differs on, keep enough to tell how."""
        if self._found is None:
            found = self._file.read(len(piece))
            if found == piece:
                self._lines += piece.count(b"\n")
                return
            self._found = found + self._file.read(_SPARE_BYTES)
        if self._pieces_kept < _PIECES_TOLD_BY:
            self._wanted += piece
            self._pieces_kept += 1

    def close(self) -> None:
        """Refuse a file that is not exactly the pieces; names the first line that differs."""
        have = self._file.read(_SPARE_BYTES) if self._found is None else self._found
        if have == self._wanted:
            return
        found, wanted = have.split(b"\n"), self._wanted.split(b"\n")
        pairs = zip(wanted, found, strict=False)
        differing = (number for number, (want, got) in enumerate(pairs, start=1) if want != got)
        number = next(differing, min(len(wanted), len(found)) + 1)
        raise InvalidFile(
            self._path,
            f"第 {self._lines + number} 行与重算结果不符："
            f"应为 {_shown(wanted, number)}，文件为 {_shown(found, number)}",
        )


def _shown(lines: Sequence[bytes], number: int) -> str:
    if number > len(lines):
        return "（没有这一行）"
    line = lines[number - 1]
    return repr(line[:200].decode("ascii", "backslashreplace")) if line else "（到此结束）"
