"""Giving a register back with every problem marked in its cell."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mingcha.core.errors import Refusal
from mingcha.spreadsheets.annotated_copy import CannotCopy, write_copy
from mingcha.spreadsheets.annotated_new import write_new
from mingcha.spreadsheets.formats import FileFormat
from mingcha.spreadsheets.opening import open_regular
from mingcha.spreadsheets.reading import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mingcha.core.intake.kind import RegisterKind
    from mingcha.spreadsheets.registers import Examined, Watch


_MAX_WIDTH = 16_384 - 2


def require_free(target: Path) -> None:
    """Refuse a file name that is taken, or that has no folder, before any work is done."""
    if target.exists() or target.is_symlink():
        raise Refusal(f"“{target}”已经存在：请换一个文件名，或者先删去它")
    if not target.parent.is_dir():
        raise Refusal(f"文件夹“{target.parent}”不存在：请先建立")


def annotate(
    examined: Examined[Any], kind: RegisterKind[Any], target: Path, watch: Watch = lambda rows: rows
) -> None:
    """Write the file of ``examined`` with remarks as the workbook ``target``.

    An .xlsx file is copied, so that it keeps its looks; others, and very large ones, are written
    anew from their cells. ``target`` appears whole or not at all.
    """
    require_free(target)
    if examined.intake.width > _MAX_WIDTH:
        raise Refusal("表格的列数太多，没有地方写批注：请删去不用的列")
    with _appearing(target) as unfinished:
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


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield unfinished
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
