"""Small workbooks and broken ones."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from mingcha.core.identifiers.uscc import check_character, organisation_check_character

HEADINGS = ("企业名称", "统一社会信用代码", "注册地址", "行政区划代码")


def _uscc(number: int) -> str:
    body = f"MA{number:06d}"
    first = f"91130184{body}{organisation_check_character(body)}"
    return first + check_character(first)


def _enterprises(count: int) -> list[tuple]:
    return [
        HEADINGS,
        *((f"新乐市第{n}商店", _uscc(n), f"南环路{n}号", "130184") for n in range(1, count + 1)),
    ]


def _write_workbook(path: Path, sheets: dict[str, list[tuple]], merges: dict | None = None) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    write = sheet.write_string if isinstance(value, str) else sheet.write
                    write(at, column, value)
            for bounds in (merges or {}).get(name, ()):
                sheet.merge_range(*bounds, rows[bounds[0]][bounds[1]])
    return path


def _rewrite(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = change(members[member])
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _ole_entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    raw = name.encode("utf-16-le")
    length = len(raw) + 2 if name else 0
    links = struct.pack("<HBBIII", length, kind, 1, _FREE, right, child)
    return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", _END, 0)


def _ole(first: str, second: str) -> bytes:
    """Return the smallest OLE container with two empty streams."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = struct.pack("<III", _TABLE, _END, _END) + struct.pack("<I", _FREE) * 125
    entries = _ole_entry("Root Entry", 5, child=1) + _ole_entry(first, 2, right=2)
    return head + table + entries + _ole_entry(second, 2) + _ole_entry("", 0) + bytes(512)


@pytest.fixture(scope="session")
def uscc():
    return _uscc


@pytest.fixture(scope="session")
def enterprises():
    """``enterprises(n)``: a header and n rows in order."""
    return _enterprises


@pytest.fixture(scope="session")
def write_workbook():
    return _write_workbook


@pytest.fixture(scope="session")
def rewrite():
    """``rewrite(path, member, change)``: change one part of a workbook."""
    return _rewrite


@pytest.fixture(scope="session")
def ole():
    return _ole
