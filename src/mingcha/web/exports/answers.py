"""Workbooks as answers."""

from __future__ import annotations

from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse

from mingcha.spreadsheets.formats import XLSX_MEDIA_TYPE
from mingcha.web.exports.sheet import Sheet


def sheet_response(sheet: Sheet) -> FileResponse:
    """Write a list and hand it out."""
    stream = TemporaryFile()  # noqa: SIM115 - the response closes it
    sheet.write(stream)
    stream.seek(0)
    return workbook_response(sheet.file_name, stream)


def workbook_response(file_name: str, content: bytes | IO[bytes]) -> FileResponse:
    """Hand out a workbook that is written."""
    stream = BytesIO(content) if isinstance(content, bytes) else content
    return FileResponse(
        stream, as_attachment=True, filename=file_name, content_type=XLSX_MEDIA_TYPE
    )
