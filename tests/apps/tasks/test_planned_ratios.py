"""What a plan line's ratios come to when it is executed."""

from __future__ import annotations

import pytest
from county import County
from task_station import make_objects

from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion
from mingcha.tasks.planned_ratios import ratios_of_line
from mingcha.tasks.ratios import check_ratios


def line_with(county: County, ratios: dict[str, str]) -> PlanLine:
    plan = AnnualPlan(department=county.market, region=county.region, year=2026)
    return PlanLine(version=PlanVersion(plan=plan), ratios=ratios, object_filter={})


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("3%", "3%"),
        ("2‰", "0.2%"),
        ("20户", "20"),
        ("≥3%", "3%"),
        ("不超过5%", "5%"),
        ("3%-5%", "3%"),
        ("50户以下20户；其余5%", "20"),
        ("30户以下20户；其余5%", "5%"),
        ("0户", "0%"),
    ],
)
def test_the_least_that_meets_the_line_is_drawn(county: County, text: str, exact: str):
    make_objects(county, 40)
    assert ratios_of_line(line_with(county, {"ALL": text})) == {"ALL": exact}


def test_tiers_go_by_the_objects_of_each_class(county: County):
    make_objects(county, 40)
    make_objects(county, 30, risk_level="A")
    text = "20户以下5户；其余10%"
    ratios = ratios_of_line(line_with(county, dict.fromkeys("ABCD", text)))
    assert ratios == {"A": "10%", "B": "5", "C": "5", "D": "5"}


def test_a_task_takes_them(county: County):
    check_ratios(ratios_of_line(line_with(county, {"ALL": "20户"})), [])
