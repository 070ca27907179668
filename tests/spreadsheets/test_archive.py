from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from mingcha.spreadsheets.archive import open_archive
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.limits import MAX_ARCHIVE_MEMBERS, MIB

WORKBOOK = {"xl/workbook.xml": b"<workbook/>"}


def archive(members: dict[str, bytes], compression: int = ZIP_DEFLATED) -> BytesIO:
    stream = BytesIO()
    with ZipFile(stream, "w", compression) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return stream


def refusal(stream: BytesIO) -> str:
    with pytest.raises(UnreadableFile) as refused:
        open_archive(stream)
    return refused.value.message


def test_a_workbook_is_opened() -> None:
    with open_archive(archive(WORKBOOK)) as opened:
        assert opened.namelist() == ["xl/workbook.xml"]


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "演示文稿"),
        ("xl/workbook.bin", "xlsb"),
        ("content.xml", "OpenDocument"),
        ("名录.csv", "请先解压"),
    ],
)
def test_other_archives_are_named(member: str, what: str) -> None:
    assert what in refusal(archive({member: b""}))


def test_a_bomb_is_refused_by_what_it_claims() -> None:
    assert "大得不正常" in refusal(archive(WORKBOOK | {"xl/sharedStrings.xml": bytes(80 * MIB)}))


def test_much_that_packs_well_is_no_bomb() -> None:
    with open_archive(archive(WORKBOOK | {"xl/a.xml": bytes(8 * MIB)})) as opened:
        assert len(opened.infolist()) == 2


def test_too_many_members() -> None:
    members = {f"xl/{number}": b"" for number in range(MAX_ARCHIVE_MEMBERS)}
    assert "内部结构异常" in refusal(archive(WORKBOOK | members))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name() -> None:
    stream = archive(WORKBOOK)
    with ZipFile(stream, "a") as packed:
        packed.writestr("xl/workbook.xml", b"<other/>")
    assert "内部结构异常" in refusal(stream)


def test_a_password_on_the_archive() -> None:
    content = bytearray(archive(WORKBOOK).getvalue())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "已加密" in refusal(BytesIO(bytes(content)))


def test_uncommon_compression() -> None:
    assert "少见的压缩方法" in refusal(archive(WORKBOOK, ZIP_BZIP2))


@pytest.mark.parametrize("kept", [4, 30, 60, 100])
def test_a_truncated_archive(kept: int) -> None:
    assert "损坏" in refusal(BytesIO(archive(WORKBOOK).getvalue()[:kept]))
