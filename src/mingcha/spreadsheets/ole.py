"""OLE containers: an .xls file is one, and so are Word documents and encrypted workbooks."""

from __future__ import annotations

from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.formats import ASK_FOR_WORKBOOK

_WORKBOOKS = ("Workbook", "Book")
_OTHERS = {
    "EncryptedPackage": "工作簿有打开密码：请去掉密码，另存后再用",
    "WordDocument": f"这是 Word 文档，不是 Excel 工作簿：{ASK_FOR_WORKBOOK}",
    "PowerPoint Document": "这是演示文稿，不是 Excel 工作簿：请给出 .xlsx、.xls 或 .csv 文件",
}


def require_workbook(container: bytes) -> None:
    """Raise ``UnreadableFile`` where the streams of ``container`` are those of another format."""
    if any(_names(container, stream) for stream in _WORKBOOKS):
        return
    for stream, refusal in _OTHERS.items():
        if _names(container, stream):
            raise UnreadableFile(refusal)


def _names(container: bytes, stream: str) -> bool:
    return f"{stream}\0".encode("utf-16-le") in container
