"""Reading a register from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from mingcha.core.intake.header import NoHeader
from mingcha.core.intake.intake import take_in
from mingcha.core.intake.records import AnyRecord
from mingcha.core.intake.table import Row, Table
from mingcha.spreadsheets.reading import open_table

if TYPE_CHECKING:
    from pathlib import Path

    from mingcha.core.intake.intake import Intake
    from mingcha.core.intake.kind import RegisterKind
    from mingcha.spreadsheets.reading import Origin

R = TypeVar("R", bound=AnyRecord)

Watch = Callable[[Iterable[Row]], Iterable[Row]]
"""Passes rows on and may show that they pass, such as a progress bar."""


class Examined(NamedTuple, Generic[R]):
    """A register and the file it was read from."""

    origin: Origin
    intake: Intake[R]


def examine_register(
    path: Path,
    kind: RegisterKind[R],
    watch: Watch = lambda rows: rows,
    keep: Callable[[R], object] | None = None,
) -> Examined[R]:
    """Read the file at ``path`` as a register of ``kind``; ``keep`` as ``take_in`` has it.

    Raises ``UnreadableFile`` where the file is no spreadsheet and ``NoHeader`` where it has no
    header that fits.
    """
    with open_table(path, kind) as (origin, table):
        watched = Table(table.sheet, watch(table.rows), table.other_sheets)
        try:
            return Examined(origin, take_in(watched, kind, keep))
        except NoHeader as misfit:
            where = f"工作表“{table.sheet}”：" if table.sheet else ""
            raise NoHeader(f"{where}{misfit.message}") from misfit


def read_register(path: Path, kind: RegisterKind[R]) -> Intake[R]:
    """Return what became of the rows in the file at ``path``; see ``examine_register``."""
    return examine_register(path, kind).intake
