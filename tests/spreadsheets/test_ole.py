from __future__ import annotations

import pytest

from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.ole import require_workbook


@pytest.mark.parametrize("stream", ["Workbook", "Book"])
def test_workbooks_may_hold_anything_besides(ole, stream: str) -> None:
    require_workbook(ole(stream, "WordDocument"))


@pytest.mark.parametrize(
    ("stream", "what"),
    [("EncryptedPackage", "密码"), ("WordDocument", "Word"), ("PowerPoint Document", "演示文稿")],
)
def test_other_containers_are_named(ole, stream: str, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what):
        require_workbook(ole(stream, "Else"))


def test_what_is_not_known_is_left_to_the_reader(ole) -> None:
    require_workbook(ole("Else", "More"))
