"""A department with items in force and a way to write plan lines."""

from __future__ import annotations

import pytest
from county import County
from plan_lines import LINE

from mingcha.plans.actions.lines import write_line
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.registers.models import InspectionItem, ItemVersion, RiskScheme


@pytest.fixture
def item(county: County) -> InspectionItem:
    RiskScheme.objects.get_or_create(
        code="generic", defaults={"name": "通用型", "levels": ["A", "B", "C", "D"]}
    )
    item = InspectionItem.objects.create(department=county.market, code="SCJG-03")
    ItemVersion.objects.create(
        item=item,
        number=1,
        state="published",
        category="公示信息",
        name="年度报告公示信息检查",
        item_class="key",
        basis="条例",
        body="市场监管局",
        content="是否真实",
        methods=["on_site"],
        drafted_by="lead",
    )
    return item


@pytest.fixture
def draft(county: County) -> PlanVersion:
    return create_plan(by=county.lead, year=2026, title="2026年度随机抽查工作计划")


@pytest.fixture
def line(county: County, draft: PlanVersion, item: InspectionItem) -> PlanLine:
    return write_line(by=county.lead, version=draft, values=LINE, items=[item], cooperating=[])
