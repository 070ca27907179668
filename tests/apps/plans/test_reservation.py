"""What the city keeps for itself, the county does not plan (R-040)."""

from __future__ import annotations

from typing import Any

import pytest
from county import County
from plan_lines import LINE
from superior import Superior, make_superior

from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation.errors import DomainError
from mingcha.plans.actions.lines import write_line
from mingcha.plans.actions.plans import create_plan, submit_plan
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.registers.actions.claims import claim_items
from mingcha.registers.models import InspectionItem, ItemVersion, RiskScheme


@pytest.fixture
def city(county: County) -> Superior:
    RiskScheme.objects.get_or_create(
        code="generic", defaults={"name": "通用型", "levels": ["A", "B", "C", "D"]}
    )
    return make_superior(county)


@pytest.fixture
def claimed(county: County, city: Superior) -> InspectionItem:
    """An item of the county that was claimed from the city's."""
    version = city.in_force("GG-01")
    claim_items(by=county.lead, items=[version.item_id])
    own = InspectionItem.objects.get(department=county.market)
    ItemVersion.objects.filter(item=own).update(state="published")
    return own


def reserved(city: Superior, item: InspectionItem, **values: Any) -> PlanLine:
    version = create_plan(by=city.lead, year=2026, title="市局2026年度计划")
    line = write_line(
        by=city.lead,
        version=version,
        values=LINE | {"name": "广告专项", "is_reserved": True} | values,
        items=[item],
        cooperating=[],
    )
    PlanVersion.objects.filter(pk=version.pk).update(state="published")
    return line


def county_line(county: County, version: PlanVersion, item: InspectionItem) -> PlanLine:
    return write_line(by=county.lead, version=version, values=LINE, items=[item], cooperating=[])


@pytest.fixture
def draft(county: County) -> PlanVersion:
    return create_plan(by=county.lead, year=2026, title="县局2026年度计划")


def test_a_county_does_not_plan_what_the_city_has_reserved(county, city, claimed, draft):
    assert claimed.parent is not None
    reserved(city, claimed.parent)
    with pytest.raises(DomainError, match="安澜市市场监督管理局统筹（“广告专项”）"):
        county_line(county, draft, claimed)


def test_a_line_written_before_keeps_the_plan_back(county, city, claimed, draft):
    county_line(county, draft, claimed)
    assert claimed.parent is not None
    reserved(city, claimed.parent)
    with pytest.raises(GuardFailed, match=r"第 1 条：.*本级不再安排"):
        submit_plan(by=county.lead, version=draft)


@pytest.mark.parametrize(
    "changes", [{"is_reserved": False}, {"state": "draft"}, {"year": 2025}], ids=str
)
def test_only_a_reservation_in_force_of_the_year_keeps_it(county, city, claimed, draft, changes):
    assert claimed.parent is not None
    line = reserved(city, claimed.parent)
    if "is_reserved" in changes:
        PlanLine.objects.filter(pk=line.pk).update(**changes)
    elif "state" in changes:
        PlanVersion.objects.filter(pk=line.version_id).update(**changes)
    else:
        line.version.plan.year = changes["year"]
        line.version.plan.save()
    assert county_line(county, draft, claimed).pk


def test_the_city_itself_and_other_items_are_free(county, city, claimed, draft):
    assert claimed.parent is not None
    line = reserved(city, claimed.parent)
    PlanVersion.objects.filter(pk=line.version_id).update(state="draft")
    assert write_line(
        by=city.lead, version=line.version, values=LINE, items=[claimed.parent], cooperating=[]
    )
