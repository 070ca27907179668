"""Lists as workbooks, written in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile

import xlsxwriter
from django.http import FileResponse

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(
    name: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]]
) -> FileResponse:
    """Return a workbook of one sheet; ``headings`` are titles and widths.

    Every cell is text, so that a code keeps its last digits and no name becomes a formula.
    """
    stream = TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(name[:31])
        bold = book.add_format({"bold": True})
        for column, (_, width) in enumerate(headings):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [title for title, _ in headings], bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if value not in (None, ""):
                    sheet.write_string(number, column, str(value))
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{name}.xlsx", content_type=_WORKBOOK)
