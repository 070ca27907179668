"""Rows as lines of JSON, between the process that reads a workbook and the one that uses it."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from mingcha.core.intake.cells import CellError
from mingcha.core.intake.table import Row

if TYPE_CHECKING:
    from mingcha.core.intake.cells import CellValue


def pack_row(row: Row) -> str:
    """Return ``row`` as one line; text, numbers and blanks are what they are in JSON."""
    return _ENCODER.encode((row.number, *row.cells))


def unpack_row(line: bytes) -> Row:
    """Return the row of a line of ``pack_row``."""
    number, *cells = _DECODER.decode(line.decode())
    return Row(number, tuple(cells))


def _pack_cell(value: object) -> dict[str, str]:
    if isinstance(value, CellError):
        return {"error": value.text}
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(type(value).__name__)


def _unpack_cell(packed: dict[str, str]) -> CellValue:
    [(kind, text)] = packed.items()
    if kind == "error":
        return CellError(text)
    return datetime.fromisoformat(text) if kind == "time" else date.fromisoformat(text)


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_pack_cell)
_DECODER = json.JSONDecoder(object_hook=_unpack_cell)
"""Made once: ``json.dumps`` and ``json.loads`` make another for every row with such options."""
