"""Figures that do not agree are told in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mingcha.core.statistics.form import Cell, Form, FormRow
from mingcha.core.statistics.forms import FORMS
from mingcha.core.statistics.integrity import check
from mingcha.core.statistics.triple import Tally, Triple

SOUND_A = {
    "A1": (5, 50, 9),
    "A2": (1, 10, 2),
    "A3": (3, 30, 5),
    "A4": (2, 20, 4),
    "A5": (5, 40, 8),
    "A6": (4, 30, 8),
    "A7": (3, 9, 1),
    "A8": (3, 9, 1),
    "A9": (0, 0, 0),
}
SOUND_D = {f"D{n}": SOUND_A[f"A{m}"] for n, m in enumerate((1, 3, 4, 5, 6, 7, 8, 9), start=1)}


def filled(form: Form, figures: Mapping[str, tuple[int, int, int]]) -> list[FormRow]:
    rows = []
    for row in form.rows:
        numbers = Triple(*figures.get(row.code, (0, 0, 0)))
        cells = [Cell(column.title, Tally()) for column in row.columns]
        cells[:1] = [Cell(c.title, Tally(), (), numbers) for c in row.columns[:1]]
        rows.append(FormRow(row, tuple(cells)))
    return rows


@pytest.mark.parametrize(("name", "sound"), [("A", SOUND_A), ("B", {}), ("D", SOUND_D)])
def test_figures_that_agree(name: str, sound: Mapping[str, tuple[int, int, int]]) -> None:
    assert check(FORMS[name], filled(FORMS[name], sound)) == []


@pytest.mark.parametrize(
    ("row", "figures", "message"),
    [
        ("A3", (4, 30, 5), "“全部抽查”的次数（5）应等于“部门内部”与“部门联合”之和（6）"),
        ("A4", (2, 19, 4), "“全部抽查”的户数（50）应等于“部门内部”与“部门联合”之和（49）"),
        ("A2", (1, 51, 2), "“市场监管系统”的户数（51）不应大于“全部抽查”（50）"),
        ("A5", (6, 40, 8), "“涉及企业”的次数（6）不应大于“全部抽查”（5）"),
        ("A6", (4, 41, 8), "“利用信用风险分类”的户数（41）不应大于“涉及企业”（40）"),
        ("A8", (4, 9, 1), "“其他平台涉及企业”的次数（4）不应大于“其他平台全部抽查”（3）"),
        ("A9", (0, 0, 2), "“其他平台利用信用风险分类”的发现问题户数（2）不应大于户数（0）"),
        ("A2", (1, 3, 4), "“市场监管系统部门内部”的发现问题户数（4）不应大于户数（3）"),
    ],
)
def test_figures_that_do_not(row: str, figures: tuple[int, int, int], message: str) -> None:
    findings = check(FORMS["A"], filled(FORMS["A"], SOUND_A | {row: figures}))
    assert message in [finding.message for finding in findings]
    assert all(finding.row in {"A1", row} for finding in findings)


def test_every_rule_names_rows_of_its_form() -> None:
    for form in FORMS.values():
        codes = {row.code for row in form.rows if row.columns}
        assert {code for rule in form.rules for code in (rule.row, *rule.others)} <= codes
