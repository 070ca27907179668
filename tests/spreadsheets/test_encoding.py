from __future__ import annotations

from io import BytesIO

import pytest

from mingcha.spreadsheets.encoding import detect_encoding
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.limits import MIB

TEXT = "企业名称,统一社会信用代码\n新乐市𤭢果品公司,91130184107950321C\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_four_encodings_are_told_apart(encoding: str) -> None:
    assert detect_encoding(BytesIO(TEXT.encode(encoding))) == encoding


def test_plain_ascii_is_utf8() -> None:
    assert detect_encoding(BytesIO(b"QYMC,TYXYDM\n")) == "utf-8"


def test_the_telling_character_may_come_late() -> None:
    late = b"a,b\n" * (MIB // 2) + "新乐市".encode("gb18030")
    assert detect_encoding(BytesIO(late)) == "gb18030"


def test_a_character_may_lie_across_two_blocks() -> None:
    assert detect_encoding(BytesIO(b"a" * (MIB - 1) + "乐".encode())) == "utf-8"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode() * 3 + "乐".encode()[:2],
        TEXT.encode() * 3 + b"\xff" + TEXT.encode(),
        "企业".encode("gb18030") + b"\xff\xff",
        "企业名称".encode("utf-16")[:-1],
    ],
    ids=["cut off", "one bad byte", "no encoding", "half a character"],
)
def test_damage_is_not_read_as_something_else(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="无法识别的字符"):
        detect_encoding(BytesIO(content))


def test_null_bytes_are_no_text() -> None:
    with pytest.raises(UnreadableFile, match="空字节"):
        detect_encoding(BytesIO(TEXT.encode() + b"\0"))
