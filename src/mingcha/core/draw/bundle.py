"""Reading a bundle's files into the inputs of a draw, each checked against the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Protocol

from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.draw.entropy import ENTROPY_FILE, SEALED, Entropy, parse_entropy
from mingcha.core.draw.memory import MemoryRegisters
from mingcha.core.draw.plan import PLAN_FILE, Plan, register_path
from mingcha.core.draw.plan_schema import parse_plan
from mingcha.core.draw.registers import RegisterRow, parse_register
from mingcha.core.draw.sealed_file import SEALED_FILE, SealedFile, opened, parse_sealed
from mingcha.core.draw.selection import (
    Registers,
    check_nobody_singled_out,
    check_strata_known,
)
from mingcha.core.draw.staff_lines import (
    CONFLICTS_FILE,
    INSPECTORS_FILE,
    Conflict,
    parse_conflicts,
    parse_inspectors,
)
from mingcha.core.draw.suites import Suite
from mingcha.core.draw.tsv import FileDigest, digest_of
from mingcha.core.errors import InvalidFile

_JSON_LIMIT = 4 << 20
_PIECE = 1 << 20
_REGISTER_LINE_LIMIT = 160
_INSPECTOR_LINE_LIMIT = 4096
_CONFLICT_LINE_LIMIT = 128


class Files(Protocol):
    """The files of a bundle, wherever they lie."""

    def read(self, path: str, limit: int) -> bytes:
        """Return a file's bytes; InvalidFile if absent, no regular file, or over ``limit``."""

    def open(self, path: str) -> BinaryIO:
        """Open a file of any size, to be read piece by piece and closed; InvalidFile as ``read``."""

    def has(self, path: str) -> bool:
        """Tell whether there is anything at ``path``."""

    def check(self, path: str) -> None:
        """Raise InvalidFile unless ``path`` is a regular file of a size that can be read."""


def pieces_of(files: Files, path: str) -> Iterator[bytes]:
    """Give a file piece by piece."""
    with files.open(path) as file:
        while piece := file.read(_PIECE):
            yield piece


def load_plan(files: Files) -> Plan:
    """Read ``plan.json``."""
    return parse_plan(files.read(PLAN_FILE, _JSON_LIMIT))


def load_entropy(files: Files, plan: Plan) -> Entropy:
    """Read ``entropy.json``; a reveal that is sealed there comes from ``sealed.json``."""
    entropy = parse_entropy(files.read(ENTROPY_FILE, _JSON_LIMIT))
    is_sealed = any(reveal.r == SEALED for reveal in entropy.reveals)
    sealed = load_sealed(files, plan) if is_sealed else None
    return opened(entropy, sealed) if sealed else entropy


def load_sealed(files: Files, plan: Plan) -> SealedFile | None:
    """Read ``sealed.json`` where the mode is sealed and the file is there."""
    if not plan.disclosure.is_sealed or not files.has(SEALED_FILE):
        return None
    return read_sealed(files, plan)


def read_sealed(files: Files, plan: Plan) -> SealedFile:
    """Read ``sealed.json``, which must be there."""
    return parse_sealed(plan.suite, files.read(SEALED_FILE, _JSON_LIMIT))


def load_inspectors(files: Files, plan: Plan) -> list[Inspector]:
    """Read ``inspectors.tsv`` as the plan committed to it."""
    return parse_inspectors(
        _committed(files, plan.suite, INSPECTORS_FILE, plan.inspectors, _INSPECTOR_LINE_LIMIT)
    )


def load_conflicts(files: Files, plan: Plan) -> list[Conflict]:
    """Read ``coi.tsv`` as the plan committed to it."""
    return parse_conflicts(
        _committed(files, plan.suite, CONFLICTS_FILE, plan.coi, _CONFLICT_LINE_LIMIT)
    )


def load_rows(files: Files, plan: Plan) -> Mapping[str, Sequence[RegisterRow]]:
    """Read every frame's register into memory, as the plan committed to it."""
    rows = {}
    for frame in plan.frames:
        path = register_path(frame.code)
        data = _committed(files, plan.suite, path, frame.register, _REGISTER_LINE_LIMIT)
        rows[frame.code] = parse_register(data, path, sealed=plan.disclosure.is_sealed)
    return rows


def load_registers(files: Files, plan: Plan) -> Registers:
    """Read the registers for the reference engine."""
    return MemoryRegisters(plan.suite.new, load_rows(files, plan))


def check_all_strata_known(plan: Plan, registers: Registers) -> None:
    """Refuse registers with rows in no stratum of the plan."""
    for frame in plan.drawing_frames:
        check_strata_known(frame, registers.sizes(frame.code))


def check_no_strata_of_one(plan: Plan, registers: Registers) -> None:
    """Refuse a plan that singles an object out."""
    for frame in plan.drawing_frames:
        check_nobody_singled_out(frame, registers.sizes(frame.code))


def _committed(
    files: Files, suite: Suite, path: str, committed: FileDigest, line_limit: int
) -> bytes:
    data = files.read(path, committed.size * line_limit)
    check_digest(path, committed, digest_of(suite, data))
    return data


def check_digest(path: str, committed: FileDigest, found: FileDigest) -> None:
    """Refuse a file that is not the one the plan committed to, and say in what it differs."""
    if found == committed:
        return
    if found.size != committed.size:
        fault = f"计划记载 {committed.size} 行，文件有 {found.size} 行"
    elif found.root != committed.root:
        fault = f"内容与计划不符：摘要应为 {committed.root}，文件为 {found.root}"
    else:
        fault = f"文件哈希与计划不符：应为 {committed.file_hash}，文件为 {found.file_hash}"
    raise InvalidFile(path, fault)
