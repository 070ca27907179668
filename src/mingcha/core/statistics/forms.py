"""The four monthly forms of dossier B.15, with the labels of the notices S1 and S5.

Form A: S1 annex 1, of a region. Form B: S1 annex 2, of a department. Form C: S5 annex 1, of a
county. Form D: S5 annex 2, of a city's department.
"""

from __future__ import annotations

from collections.abc import Mapping

from mingcha.core.statistics.form import Form, Rule
from mingcha.core.statistics.monthly_work import MONTHLY_WORK_ROWS
from mingcha.core.statistics.period import PeriodMode
from mingcha.core.statistics.platform_rows import platform_rows, platform_rules


def form_a(mode: PeriodMode = PeriodMode.MONTHLY) -> Form:
    """Return form A; the notice does not say what it covers, so that ``mode`` may be set."""
    return Form(
        name="A",
        title="{year} 年“双随机、一公开”监管月报表",
        note="",
        is_of_region=True,
        has_seal=True,
        rows=platform_rows("A", "本地区", mode, has_system=True),
        rules=platform_rules("A", has_system=True),
    )


def form_b() -> Form:
    """Return form B: its first two parts are of the month, the third is cumulative."""
    return Form(
        name="B",
        title="{year} 年“双随机、一公开”监管工作月报表",
        note="",
        is_of_region=False,
        has_seal=False,
        rows=MONTHLY_WORK_ROWS,
        rules=(Rule("B5e", is_equal=False, others=("B5d",)),),
    )


def form_c(mode: PeriodMode = PeriodMode.CUMULATIVE) -> Form:
    """Return form C."""
    return Form(
        name="C",
        title="县（区）“双随机、一公开”监管月报表",
        note="（本年度累计数据）" if mode is PeriodMode.CUMULATIVE else "",
        is_of_region=True,
        has_seal=True,
        rows=platform_rows("C", "本地", mode, has_system=True),
        rules=platform_rules("C", has_system=True),
    )


def form_d(mode: PeriodMode = PeriodMode.CUMULATIVE) -> Form:
    """Return form D."""
    return Form(
        name="D",
        title="市有关部门“双随机、一公开”监管月报表",
        note="（本年度累计数据）" if mode is PeriodMode.CUMULATIVE else "",
        is_of_region=False,
        has_seal=True,
        rows=platform_rows("D", "本部门", mode, has_system=False),
        rules=platform_rules("D", has_system=False),
    )


FORMS: Mapping[str, Form] = {form.name: form for form in (form_a(), form_b(), form_c(), form_d())}
"""The forms as the notices have them."""
