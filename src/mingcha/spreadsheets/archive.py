"""The archive that an .xlsx file is: what it claims to hold, before anything is unpacked."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.formats import ASK_FOR_WORKBOOK
from mingcha.spreadsheets.limits import (
    MAX_ARCHIVE_MEMBERS,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_RATIO,
    MIB,
    RATIO_IS_CHECKED_ABOVE_BYTES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO
    from zipfile import ZipInfo

DAMAGED = "文件已损坏或不完整，无法读取：请重新导出或重新下载"

_WORKBOOK = "xl/workbook.xml"
_OTHERS = {
    "word/document.xml": "Word 文档",
    "ppt/presentation.xml": "演示文稿",
    "xl/workbook.bin": "二进制工作簿（.xlsb）",
    "content.xml": "OpenDocument 文件（.ods 等）",
}
_ENCRYPTED = 0x1


def open_archive(stream: BinaryIO) -> ZipFile:
    """Open ``stream`` as the archive of a workbook.

    Raises ``UnreadableFile`` for damage, for another kind of file, and for an archive that would
    unpack to something enormous. The sizes are the archive's own claims: who unpacks it must
    limit its memory besides (``workbook_process``).
    """
    try:
        archive = ZipFile(stream)
    except (BadZipFile, struct.error, ValueError, NotImplementedError, OSError, EOFError):
        raise UnreadableFile(DAMAGED) from None
    members = archive.infolist()
    _require_sensible(members)
    _require_workbook({member.filename for member in members})
    return archive


def _require_sensible(members: Sequence[ZipInfo]) -> None:
    if len(members) > MAX_ARCHIVE_MEMBERS or len({each.filename for each in members}) < len(
        members
    ):
        raise UnreadableFile(f"文件的内部结构异常：{ASK_FOR_WORKBOOK}")
    if any(each.flag_bits & _ENCRYPTED for each in members):
        raise UnreadableFile("文件已加密：请去掉密码后再用")
    if any(each.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for each in members):
        raise UnreadableFile(f"文件用了少见的压缩方法：{ASK_FOR_WORKBOOK}")
    unpacked = sum(each.file_size for each in members)
    packed = sum(each.compress_size for each in members)
    is_suspicious = unpacked > max(RATIO_IS_CHECKED_ABOVE_BYTES, packed * MAX_UNPACKED_RATIO)
    if is_suspicious or unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableFile(
            f"文件展开后有{unpacked // MIB}MB，大得不正常："
            "请只保留需要的数据，或者分成几个文件，另存后再用"
        )


def _require_workbook(names: set[str]) -> None:
    if _WORKBOOK in names:
        return
    for name, what in _OTHERS.items():
        if name in names:
            raise UnreadableFile(f"这是{what}，不是 .xlsx 工作簿：{ASK_FOR_WORKBOOK}")
    raise UnreadableFile("这是压缩文件，不是 .xlsx 工作簿：请先解压，给出其中的表格文件")
