"""What a file is, by its content; its ending says nothing."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from mingcha.spreadsheets.errors import UnreadableFile

if TYPE_CHECKING:
    from typing import BinaryIO


class FileFormat(StrEnum):
    """The formats that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "csv"


XLSX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""As which a workbook is handed out."""

TITLES = {
    FileFormat.XLSX: "Excel 工作簿（.xlsx）",
    FileFormat.XLS: "Excel 97-2003 工作簿（.xls）",
    FileFormat.TEXT: "文本表格（.csv）",
}

_LOOKED_AT = 4096
_WORKBOOKS = {
    b"PK\x03\x04": FileFormat.XLSX,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": FileFormat.XLS,
}
_FOREIGN = {
    b"%PDF": "PDF 文件",
    b"\x1f\x8b": "压缩文件（gzip）",
    b"PK\x05\x06": "空的压缩文件",
    b"Rar!": "压缩文件（rar）",
    b"7z\xbc\xaf": "压缩文件（7z）",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"{\\rtf": "RTF 文档",
}
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(!doctype|!--|\?xml|html|head|meta|table|style)", re.IGNORECASE
)

ASK_FOR_WORKBOOK = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再用"


def recognise(stream: BinaryIO) -> FileFormat:
    """Return the format of ``stream`` by its first bytes; text is what nothing else is.

    Raises ``UnreadableFile`` for other known formats, among them web pages and XML that systems
    hand out under the ending .xls.
    """
    stream.seek(0)
    head = stream.read(_LOOKED_AT)
    stream.seek(0)
    for signature, file_format in _WORKBOOKS.items():
        if head.startswith(signature):
            return file_format
    for signature, what in _FOREIGN.items():
        if head.startswith(signature):
            raise UnreadableFile(f"这是{what}，不是表格：请给出 .xlsx、.xls 或 .csv 文件")
    markup = _MARKUP.match(head)
    if markup is not None:
        what = "XML 文件" if markup[1].lower() == b"?xml" else "网页（HTML）"
        raise UnreadableFile(f"这其实是{what}，不是 Excel 工作簿：{ASK_FOR_WORKBOOK}")
    return FileFormat.TEXT
