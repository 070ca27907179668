"""The columns of a file as people see them: heading, an example, and what each is read as."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypedDict

from mingcha.core.intake.cells import text_of
from mingcha.core.intake.columns import plain_heading
from mingcha.core.intake.header import SEARCHED_ROWS, Header
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.line import Line
from mingcha.core.intake.table import Row
from mingcha.spreadsheets.reading import open_table

_LONGEST = 100


class ReadColumn(TypedDict):
    """A column of a file; ``key`` is "" where it is not read."""

    heading: str
    example: str
    key: str


def columns_of(header: Header, line: Line) -> list[ReadColumn]:
    """Return the columns under a header, with the texts of the first line below it."""
    keys = {place: key for key, place in header.positions.items()}
    return [
        {
            "heading": heading[:_LONGEST],
            "example": (line.texts[place] if place < len(line.texts) else "")[:_LONGEST],
            "key": keys.get(place, ""),
        }
        for place, heading in enumerate(header.headings)
        if heading
    ]


def guessed_columns(path: Path, kind: RegisterKind[Any]) -> list[ReadColumn]:
    """Return the columns of a file without a header that fits: its widest row of words is taken."""
    with open_table(path, kind) as (_, table):
        head = list(islice(iter(table.rows), SEARCHED_ROWS))
    if not head:
        return []
    place = max(range(len(head)), key=lambda number: (_words(head[number]), -number))
    below = head[place + 1].cells if place + 1 < len(head) else ()
    return [
        _guessed(kind, cell, below, column)
        for column, cell in enumerate(head[place].cells)
        if text_of(cell)
    ]


def _words(row: Row) -> int:
    return len({cell for cell in row.cells if isinstance(cell, str) and not cell.strip().isdigit()})


def _guessed(kind: RegisterKind[Any], cell: Any, below: Sequence[Any], column: int) -> ReadColumn:
    heading = plain_heading(text_of(cell))
    meaning = kind.vocabulary.meaning(heading)
    example = text_of(below[column]) if column < len(below) else ""
    return {
        "heading": heading[:_LONGEST],
        "example": example[:_LONGEST],
        "key": meaning.key if meaning else "",
    }
