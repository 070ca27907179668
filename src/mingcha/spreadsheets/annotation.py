"""Giving a register back with every problem marked in its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mingcha.core.errors import Refusal
from mingcha.spreadsheets.annotated_copy import CannotCopy, write_copy
from mingcha.spreadsheets.annotated_new import write_new
from mingcha.spreadsheets.formats import FileFormat
from mingcha.spreadsheets.new_file import appearing
from mingcha.spreadsheets.opening import open_regular
from mingcha.spreadsheets.reading import open_table

if TYPE_CHECKING:
    from pathlib import Path

    from mingcha.core.intake.kind import RegisterKind
    from mingcha.spreadsheets.registers import Examined, Watch


_MAX_WIDTH = 16_384 - 2


def annotate(
    examined: Examined[Any], kind: RegisterKind[Any], target: Path, watch: Watch = lambda rows: rows
) -> None:
    """Write the file of ``examined`` with remarks as the workbook ``target``.

    An .xlsx file is copied, so that it keeps its looks; others, and very large ones, are written
    anew from their cells. ``target`` appears whole or not at all.
    """
    if examined.intake.width > _MAX_WIDTH:
        raise Refusal("表格的列数太多，没有地方写批注：请删去不用的列")
    with appearing(target) as unfinished:
        if not _copied(examined, unfinished):
            with open_table(examined.origin.path, kind) as (_, table):
                write_new(watch(table.rows), examined.intake, unfinished)


def _copied(examined: Examined[Any], unfinished: Path) -> bool:
    if examined.origin.format is not FileFormat.XLSX:
        return False
    try:
        with open_regular(examined.origin.path) as stream:
            write_copy(stream, examined.intake, unfinished)
    except CannotCopy:
        return False
    return True
