"""Which engine draws from a bundle's registers."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from mingcha.bundles.folder import Folder
from mingcha.core.draw import bundle
from mingcha.core.draw.bundle import Files
from mingcha.core.draw.plan import Plan, register_path
from mingcha.core.draw.selection import Registers
from mingcha.core.draw.suites import Suite
from mingcha.core.draw.tsv import FileDigest, digest_of
from mingcha.core.draw.verification import LoadRegisters
from mingcha.engines.digests import examine_all, no_check
from mingcha.engines.duckdb_registers import open_frozen, open_registers

_LARGE_REGISTER_ROWS = 50_000


class Engine(StrEnum):
    """``core`` is the reference in plain Python; ``duckdb`` gives the same bytes, faster."""

    CORE = "core"
    DUCKDB = "duckdb"


def registers_loader(
    folder: Folder, plan: Plan, engine: Engine | None = None
) -> tuple[Engine, LoadRegisters]:
    """Return the engine asked for, or the one that suits the size, and how it loads registers."""
    chosen = engine or _suited(plan)
    if chosen is Engine.CORE:
        return chosen, bundle.load_registers
    return chosen, lambda _, plan: _open(folder, plan)


def frozen_registers(folder: Folder, plan: Plan) -> Registers:
    """Return the registers that were written by this process just now, in the engine that suits."""
    if _suited(plan) is Engine.CORE:
        return bundle.load_registers(folder, plan)
    return open_frozen(folder.path, plan)


def digests_of_files(suite: Suite, paths: Sequence[Path]) -> list[FileDigest]:
    """Return the digests of TSV files; by SHA-256 in little memory, however long they are."""
    if suite.name != "S1":
        return [digest_of(suite, path.read_bytes()) for path in paths]
    return [found.digest for found in examine_all([(path, no_check) for path in paths])]


def _suited(plan: Plan) -> Engine:
    rows = sum(frame.register.size for frame in plan.frames)
    is_large = rows > _LARGE_REGISTER_ROWS and plan.suite.name == "S1"
    return Engine.DUCKDB if is_large else Engine.CORE


def _open(folder: Folder, plan: Plan) -> Registers:
    for frame in plan.frames:
        folder.check(register_path(frame.code))
    return open_registers(folder.path, plan)


def verifying_loader(folder: Folder, engine: Engine | None) -> LoadRegisters:
    """Return a loader that chooses the engine once the plan is known."""

    def load(files: Files, plan: Plan) -> Registers:
        _, load_registers = registers_loader(folder, plan, engine)
        return load_registers(files, plan)

    return load
