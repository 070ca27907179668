"""A published list as a workbook of one sheet, to be read on the screen or printed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import xlsxwriter

from mingcha.core.draw.canonical import Json

_LONG_AGO = "2000-01-01"


class Column(NamedTuple):
    """A field of the entries, its title, and its width in characters."""

    field: str
    title: str
    width: int


def list_workbook(
    title: str,
    sheet_name: str,
    columns: Sequence[Column],
    entries: Sequence[Mapping[str, Json]],
    made_on: str,
) -> bytes:
    """Write the list; the same list gives the same bytes, so nothing in it tells the time.

    ``made_on`` is the day of what is newest in it, "" where it has none.
    """
    target = io.BytesIO()
    day = datetime.combine(date.fromisoformat(made_on or _LONG_AGO), datetime.min.time())
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": title, "created": day})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "bg_color": "#eaf1fb", "border": 1}
        )
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet = book.add_worksheet(sheet_name)
        sheet.freeze_panes(1, min(3, len(columns)))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.title, head)
            for row, entry in enumerate(entries, start=1):
                sheet.write_string(row, place, _cell(entry[column.field]), cell)
    return target.getvalue()


def _cell(value: Json) -> str:
    return "、".join(value) if isinstance(value, list) else str(value or "")
