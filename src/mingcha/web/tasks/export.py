"""A list of tasks as a workbook."""

from __future__ import annotations

import io
from urllib.parse import quote

import django_tables2 as tables
import xlsxwriter
from django.http import HttpResponse

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(table: tables.Table, name: str) -> HttpResponse:
    """Return the whole table, as it is filtered, as an .xlsx file; formulas stay texts."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(name)
        bold = book.add_format({"bold": True})
        for number, row in enumerate(table.as_values()):
            sheet.write_row(number, 0, map(str, row), None if number else bold)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    response = HttpResponse(content.getvalue(), content_type=_TYPE)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response
