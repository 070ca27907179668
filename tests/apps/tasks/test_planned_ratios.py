"""What a plan line's ratios come to when it is executed."""

from __future__ import annotations

import pytest
from county import County
from task_station import make_objects

from mingcha.orgs.models import Parameter
from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion
from mingcha.registers.models import RiskClass, RiskScheme
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


def test_tiers_go_by_the_departments_own_classes(county: County):
    scheme = RiskScheme.objects.create(
        code="own", name="专业分类", levels=["低", "高"], is_generic=False
    )
    for key, value in (("risk.scheme", "own"), ("risk.default_level", "低")):
        Parameter.objects.create(
            key=key, region=county.region, department=county.market, value=value
        )
    for each in make_objects(county, 40)[:25]:
        RiskClass.objects.create(object=each, scheme=scheme, level="高", as_of="2026-01-01")
    line = line_with(county, dict.fromkeys(("低", "高"), "20户以下5户；其余10%"))
    assert ratios_of_line(line) == {"低": "5", "高": "10%"}


def test_the_second_draw_of_the_year_leaves_out_who_is_drawn_once(county: County):
    line = line_with(county, {"A": "1%", "B": "3%", "C": "10%", "D": "50%"})
    line.frequencies = {"C": "每半年1次", "D": "每半年1次"}
    assert ratios_of_line(line, 2) == {"A": "0%", "B": "0%", "C": "10%", "D": "50%"}
