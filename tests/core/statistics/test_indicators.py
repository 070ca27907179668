"""The ratios of dossier B.12, in cases that can be counted on fingers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from mingcha.core.statistics import indicators
from mingcha.core.statistics.fact import JointScope, Origin
from mingcha.core.statistics.indicators import ByTasksAndVisits, Ratio
from mingcha.core.statistics.period import Period
from mingcha.core.statistics.targets import Indicator, Target, binding

YEAR = Period.year(2024)
JOINT = {"joint_scope": JointScope.CROSS_DEPARTMENT}
DONE = {"result_date": date(2024, 3, 20)}


def test_coverage_counts_distinct_enterprises_drawn_by_whomever(make_fact) -> None:
    facts = [
        make_fact(),
        make_fact(task="T2"),
        make_fact(obj="O2", origin=Origin.PROVINCE),
        make_fact(obj="O3", is_enterprise=False),
        make_fact(obj="O4", draw_date=date(2023, 12, 31)),
    ]
    assert indicators.coverage(facts, YEAR, 40) == Ratio(2, 40)
    by_province = indicators.coverage(facts, YEAR, 40, origins={Origin.PROVINCE})
    assert by_province.value == Fraction(1, 40)


def test_the_joint_share_by_tasks_and_by_visits(make_fact) -> None:
    facts = [
        make_fact(**DONE),
        make_fact(obj="O2", **DONE),
        make_fact(task="T2", **DONE, **JOINT),
        make_fact(task="T2", **DONE, **JOINT, department_id="tjj"),
    ]
    assert indicators.joint_share(facts, YEAR) == ByTasksAndVisits(Ratio(1, 2), Ratio(1, 3))
    without = indicators.joint_share(facts, YEAR, excepted={"T1"})
    assert without == ByTasksAndVisits(Ratio(1, 1), Ratio(1, 1))


def test_class_use_is_of_enterprises(make_fact) -> None:
    facts = [
        make_fact(**DONE, class_applied=True),
        make_fact(task="T2", **DONE),
        make_fact(task="T2", obj="O2", **DONE, **JOINT),
        make_fact(task="T3", **DONE, is_enterprise=False, class_applied=True),
    ]
    assert indicators.class_use(facts, YEAR) == ByTasksAndVisits(Ratio(1, 2), Ratio(1, 3))


def test_class_use_in_joint_checks_is_of_all_joint_checks(make_fact) -> None:
    facts = [
        make_fact(**DONE, class_applied=True),
        make_fact(task="T2", **DONE, **JOINT, class_applied=True),
        make_fact(task="T3", **DONE, **JOINT, is_enterprise=False),
    ]
    assert indicators.joint_class_use(facts, YEAR) == ByTasksAndVisits(Ratio(1, 2), Ratio(1, 2))


def test_the_publication_rate_leaves_out_what_the_law_withholds(make_fact) -> None:
    facts = [
        make_fact(**DONE, published_date=date(2024, 4, 1)),
        make_fact(obj="O2", **DONE, published_date=date(2024, 6, 1)),
        make_fact(obj="O3", **DONE),
        make_fact(obj="O4", **DONE, is_withheld=True),
        make_fact(obj="O5"),
    ]
    assert indicators.publication_rate(facts, YEAR, date(2024, 5, 1)) == Ratio(1, 3)
    assert indicators.publication_rate(facts, YEAR, date(2024, 6, 1)) == Ratio(2, 3)


def test_the_timely_rate_judges_what_is_due(make_fact) -> None:
    due = {**DONE, "publication_due": date(2024, 4, 18)}
    facts = [
        make_fact(**due, published_date=date(2024, 4, 18)),
        make_fact(obj="O2", **due, published_date=date(2024, 4, 19)),
        make_fact(obj="O3", **due),
        make_fact(obj="O4", **DONE),
    ]
    assert indicators.timely_publication_rate(facts, YEAR, date(2024, 4, 18)) == Ratio(0, 0)
    assert indicators.timely_publication_rate(facts, YEAR, date(2024, 4, 19)) == Ratio(1, 3)


def test_problems_found_and_closed(make_fact) -> None:
    facts = [
        make_fact(**DONE, has_problem=True, follow_up_closed=True),
        make_fact(obj="O2", **DONE, has_problem=True),
        make_fact(obj="O3", **DONE),
    ]
    assert indicators.problem_detection_rate(facts, YEAR) == Ratio(2, 3)
    assert indicators.closed_loop_rate(facts, YEAR) == Ratio(1, 2)


# targets


@pytest.mark.parametrize(
    ("ratio", "met"), [(Ratio(5, 100), True), (Ratio(499, 10_000), False), (Ratio(0, 0), None)]
)
def test_a_target_is_met_from_its_value_on(ratio: Ratio, met: object) -> None:
    assert Target(Indicator.COVERAGE, Fraction("0.05"), "新乐市").is_met(ratio) is met


def test_the_stricter_of_own_and_superior_binds() -> None:
    own = Target(Indicator.JOINT_SHARE_BY_COUNT, Fraction(1), "新乐市统计局")
    superior = Target(Indicator.JOINT_SHARE_BY_COUNT, Fraction("0.4"), "秦皇岛市")
    other = Target(Indicator.COVERAGE, Fraction("0.05"), "新乐市")
    assert binding([superior, own, other], Indicator.JOINT_SHARE_BY_COUNT) is own
    assert binding([other], Indicator.CLASS_USE) is None
