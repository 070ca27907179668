from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from mingcha.demo.county import write_county

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_the_files_are_the_same_bytes_at_another_time_in_another_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_county(tmp_path / "first")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        write_county(tmp_path / "second")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert _contents(tmp_path / "first") == _contents(tmp_path / "second")


def test_the_workbooks_have_the_sizes_announced_in_their_last_rows(tmp_path: Path) -> None:
    write_county(tmp_path)
    totals = {}
    for path in tmp_path.iterdir():
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        word, totals[path.name] = rows[-1][:2]
        assert word == "合计"
        assert rows[-2][0] == float(str(totals[path.name])[:-1])
    assert totals.keys() == {
        "检查对象名录.xlsx",
        "消防监管对象名录.xlsx",
        "执法检查人员名录.xlsx",
        "回避登记.xlsx",
        "抽查事项清单.xlsx",
    }
    assert totals["执法检查人员名录.xlsx"] == "120人"


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
