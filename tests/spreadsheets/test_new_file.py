from __future__ import annotations

from pathlib import Path

import pytest

from mingcha.core.errors import Refusal
from mingcha.spreadsheets.new_file import appearing, require_free


def test_a_taken_name_or_a_missing_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    taken = tmp_path / "批注.xlsx"
    taken.write_text("要紧的东西")
    with pytest.raises(Refusal, match="已经存在"):
        require_free(taken)
    with pytest.raises(Refusal, match="不存在"):
        require_free(tmp_path / "没有" / "批注.xlsx")
    assert taken.read_text() == "要紧的东西"


def test_a_folder_in_which_nothing_can_be_made_is_told_before_any_work() -> None:
    with pytest.raises(FileNotFoundError), appearing(Path("/proc/批注.xlsx")):
        pytest.fail("no work is to be done")


def half_written(target: Path) -> None:
    with appearing(target) as unfinished:
        unfinished.write_text("一半")
        raise ZeroDivisionError


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "名单.xlsx"
    with pytest.raises(ZeroDivisionError):
        half_written(target)
    assert list(tmp_path.iterdir()) == []
    with appearing(target) as unfinished:
        unfinished.write_text("全部")
        assert not target.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["名单.xlsx"]
