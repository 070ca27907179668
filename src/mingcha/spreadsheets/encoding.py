"""The encoding of a text file, told from all of its bytes."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.limits import MIB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

UTF8 = "utf-8"
UTF8_WITH_MARK = "utf-8-sig"
GB18030 = "gb18030"
UTF16 = "utf-16"

TITLES = {
    UTF8: "UTF-8",
    UTF8_WITH_MARK: "UTF-8（带 BOM）",
    GB18030: "GB18030",
    UTF16: "UTF-16",
}

_CERTAINLY_UTF8 = 32
"""No text of GB18030 holds so many characters that are well-formed UTF-8 by chance."""

_FIRST_BYTES_OF_CHINESE = (b"\xe4", b"\xe5", b"\xe6", b"\xe7", b"\xe8", b"\xe9")


def detect_encoding(stream: BinaryIO) -> str:
    """Return the encoding of ``stream``: one of the keys of ``TITLES``.

    Raises ``UnreadableFile`` where the bytes are no text in any of them.
    """
    stream.seek(0)
    head = stream.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _text_in(UTF16, stream)
    _refuse_null_bytes(stream)
    fault = _fault(stream, UTF8)
    if fault is None:
        return UTF8_WITH_MARK if head.startswith(codecs.BOM_UTF8) else UTF8
    is_damaged = _chinese_before(stream, fault) >= _CERTAINLY_UTF8
    return _text_in(UTF8 if is_damaged else GB18030, stream)


def _text_in(encoding: str, stream: BinaryIO) -> str:
    if _fault(stream, encoding) is not None:
        raise UnreadableFile(
            "文件里有无法识别的字符，可能已损坏或不完整：请重新导出，或者用 Excel 或 WPS 另存为 .xlsx"
        )
    return encoding


def _refuse_null_bytes(stream: BinaryIO) -> None:
    if any(b"\0" in block for block in _blocks(stream)):
        raise UnreadableFile("文件里有空字节（NUL），不是文本表格：请重新导出")


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while block := stream.read(MIB):
        yield block


def _fault(stream: BinaryIO, encoding: str) -> int | None:
    """Return about where the bytes stop being text in ``encoding``, ``None`` if they never do."""
    decoder = codecs.getincrementaldecoder(encoding)()
    start = 0
    try:
        for block in _blocks(stream):
            decoder.decode(block)
            start += len(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return start + error.start
    return None


def _chinese_before(stream: BinaryIO, end: int) -> int:
    stream.seek(max(0, end - MIB))
    before = stream.read(min(end, MIB))
    return sum(before.count(first) for first in _FIRST_BYTES_OF_CHINESE)
