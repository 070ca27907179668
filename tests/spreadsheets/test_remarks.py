from __future__ import annotations

from pathlib import Path

from mingcha.core.intake.findings import Severity
from mingcha.core.intake.objects import OBJECTS
from mingcha.spreadsheets.registers import read_register
from mingcha.spreadsheets.remarks import LONGEST_TEXT, Remarks, could_be_formula, writable


def test_every_row_has_an_outcome_and_its_remarks(tmp_path: Path, uscc) -> None:
    path = tmp_path / "名录.csv"
    path.write_text(
        f"企业名称,统一社会信用代码\n甲公司,{uscc(1)}\n\n甲公司,{uscc(1)}\n乙公司,\n合计,\n",
        "utf-8",
    )
    remarks = Remarks(read_register(path, OBJECTS))
    outcomes = [remarks.outcome(row) for row in range(1, 8)]
    assert outcomes == ["处理结果", "接受", "", "重复", "退回", "略过", ""]
    assert set(remarks.rows()) == {1, 2, 4, 5, 6}
    assert remarks.remark(1) == "问题说明"
    assert remarks.remark(2) == ""
    assert "与第2行完全相同" in remarks.remark(4)
    assert "没有代码" in remarks.remark(5)
    assert remarks.comments(4) == {}
    assert "没有代码" in remarks.comments(5)[1]
    assert remarks.severities(5) == {1: Severity.ERROR}


def test_the_gravest_finding_colours_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text("企业名称,统一社会信用代码\n甲公司,91610113321974112n\n", "utf-8")
    remarks = Remarks(read_register(path, OBJECTS))
    assert [each.rule.severity.value for each in remarks.findings[2]] == ["info", "warning"]
    assert remarks.severities(2) == {1: Severity.WARNING}


def test_texts_are_made_writable() -> None:
    assert writable("甲\x00\x0b乙\ud800\n") == "甲乙\n"
    assert len(writable("甲" * 40_000)) == LONGEST_TEXT


def test_formulas_are_told_by_their_first_character() -> None:
    assert [
        text for text in ("=1", "+1", "-1", "@a", "\t=1", "1=1", "") if could_be_formula(text)
    ] == [*("=1", "+1", "-1", "@a", "\t=1")]
