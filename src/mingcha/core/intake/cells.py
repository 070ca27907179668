"""Cells as a spreadsheet holds them, their text and their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value such as ``#N/A`` that a formula left in a cell."""

    text: str


CellValue = str | int | float | date | CellError | None
"""Text, number, date (or date and time), error, or ``None`` for a blank cell."""


def text_of(value: CellValue) -> str:
    """Return what a person reads in the cell, trimmed; empty for blanks and errors.

    A whole number has no decimal point, a date is written ``YYYY-MM-DD``. Carriage returns, which
    spreadsheets do not show, go.
    """
    if isinstance(value, str):
        return value.replace("\r", "").strip()
    if value is None or isinstance(value, CellError):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_place(letters: str) -> int:
    """Return the place, from 0, of a column named by ``letters``, as ``column_letters`` does."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def address(sheet: str, row: int, column: int) -> str:
    """Return the address of a cell, such as ``检查对象名录!B7``; rows count from 1.

    A file without sheets has an empty ``sheet`` and addresses such as ``B7``.
    """
    cell = f"{column_letters(column)}{row}"
    return f"{sheet}!{cell}" if sheet else cell
