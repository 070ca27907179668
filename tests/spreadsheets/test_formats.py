from __future__ import annotations

import gzip
from io import BytesIO

import pytest

from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.formats import FileFormat, recognise


@pytest.mark.parametrize(
    ("content", "file_format"),
    [
        (b"PK\x03\x04....", FileFormat.XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", FileFormat.XLS),
        ("企业名称,统一社会信用代码".encode(), FileFormat.TEXT),
        ("企业名称,统一社会信用代码".encode("gb18030"), FileFormat.TEXT),
        (b"<20,A", FileFormat.TEXT),
    ],
)
def test_content_decides(content: bytes, file_format: FileFormat) -> None:
    assert recognise(BytesIO(content)) is file_format


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<html><table><tr><td>1", "网页"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE html>", "网页"),
        (b"<TABLE border=1>", "网页"),
        (b'<?xml version="1.0"?><Workbook>', "XML"),
        (b"%PDF-1.7", "PDF"),
        (gzip.compress(b"a,b", mtime=0), "gzip"),
        (b"Rar!\x1a\x07", "rar"),
        (b"\x89PNG\r\n", "图片"),
        (b"PK\x05\x06" + bytes(18), "压缩文件"),
    ],
)
def test_other_formats_are_named_and_refused(content: bytes, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what):
        recognise(BytesIO(content))
