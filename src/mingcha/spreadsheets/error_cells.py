"""Error values in a sheet of an .xlsx file, which the workbook reader gives as blanks."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from mingcha.core.intake.cells import CellError, column_place
from mingcha.spreadsheets.limits import MIB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR_CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f.*?(?:</f>|/>))?<v>([^<]*)</v>',
    re.DOTALL,
)
_LONGEST_CELL = 40_000


def error_cells(archive: ZipFile, sheet: str) -> dict[tuple[int, int], CellError]:
    """Return the error values of ``sheet`` by row (from 1) and column (from 0).

    A sheet written in an unusual way yields none: its errors then read as blanks.
    """
    part = _part_of(archive, sheet)
    if part not in archive.namelist():
        return {}
    found = {}
    for letters, row, value in _find(archive, part):
        found[int(row), column_place(letters.decode())] = CellError(
            value.decode("utf-8", "replace")
        )
    return found


def _part_of(archive: ZipFile, sheet: str) -> str:
    book = ET.fromstring(archive.read(_WORKBOOK))  # noqa: S314 - runs in workbook_process
    relation = next(
        (
            each.get(_RELATION_ID)
            for each in book.iter()
            if each.tag.endswith("}sheet") and each.get("name") == sheet
        ),
        None,
    )
    relations = ET.fromstring(archive.read(_RELATIONS))  # noqa: S314 - as above
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    return posixpath.normpath(posixpath.join("/xl", targets.get(relation, ""))).lstrip("/")


def _find(archive: ZipFile, part: str) -> Iterator[tuple[bytes, bytes, bytes]]:
    kept = b""
    with archive.open(part) as stream:
        while block := stream.read(MIB):
            block = kept + block
            last_cell_start = max(block.rfind(b"<c "), len(block) - _LONGEST_CELL, 0)
            if b't="e"' in block:
                for match in _ERROR_CELL.finditer(block):
                    yield match[1], match[2], match[3]
            kept = block[last_cell_start:]
