"""A general item's highest ratio is kept by the plans; key items have none (R-012)."""

from __future__ import annotations

from typing import Any

import pytest
from county import County
from plan_lines import LINE

from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation.errors import DomainError
from mingcha.plans.actions import plans
from mingcha.plans.actions.lines import write_line
from mingcha.plans.findings import findings
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.registers.models import InspectionItem, InspectionObject, RegisterEntry


@pytest.fixture
def general(item: InspectionItem) -> InspectionItem:
    item.versions.update(item_class="general", ratio_text="不超过10%")
    return item


def written(county: County, draft: PlanVersion, item: InspectionItem, **values: Any) -> PlanLine:
    return write_line(
        by=county.lead, version=draft, values=LINE | values, items=[item], cooperating=[]
    )


def register(county: County, **classes: int) -> None:
    """Fill the market bureau's register with enterprises of these classes."""
    levels = [level for level, number in classes.items() for _ in range(number)]
    objects = InspectionObject.objects.bulk_create(
        InspectionObject(
            code=f"91130136MA0{n:07}",
            key=f"91130136MA0{n:07}",
            name=f"第{n}商店",
            kind="enterprise",
            region=county.region,
            risk_level="" if level == "none" else level,
        )
        for n, level in enumerate(levels)
    )
    RegisterEntry.objects.bulk_create(
        RegisterEntry(object=each, department=county.market) for each in objects
    )


def test_a_general_item_above_its_limit_is_refused_a_key_item_accepted(
    county: County, draft: PlanVersion, general: InspectionItem
):
    with pytest.raises(DomainError, match=r"上限 10%.*抽查比例 15%") as refused:
        written(county, draft, general, ratios={"ALL": "15%"})
    assert refused.value.field == "ratios"
    written(county, draft, general, ratios={"ALL": "10%"})
    general.versions.update(item_class="key")
    written(county, draft, general, ratios={"ALL": "100%"})


def test_what_was_entered_as_the_limit_counts_before_the_words(
    county: County, draft: PlanVersion, general: InspectionItem
):
    general.versions.update(ratio_limit_bp=300)
    with pytest.raises(DomainError, match="上限 3%"):
        written(county, draft, general, ratios={"ALL": "5%"})


@pytest.mark.parametrize("words", ["", "5%", "根据实际情况确定", "不低于3%"])
def test_words_that_set_no_limit_set_none(
    county: County, draft: PlanVersion, general: InspectionItem, words: str
):
    general.versions.update(ratio_text=words)
    written(county, draft, general, ratios={"ALL": "50%"})


def test_ratios_by_class_count_by_how_many_objects_each_has(
    county: County, draft: PlanVersion, general: InspectionItem
):
    register(county, A=73, B=19, C=5, D=3)  # 1 %, 3 %, 10 %, 50 %: 3.3 of a hundred
    written(county, draft, general)
    register_of_the_risky = {"A": "10%", "B": "10%", "C": "50%", "D": "100%"}
    with pytest.raises(DomainError, match=r"抽查比例 14\.7%"):
        written(county, draft, general, ratios=register_of_the_risky)


def test_objects_without_a_class_count_as_the_default(
    county: County, draft: PlanVersion, general: InspectionItem
):
    register(county, none=10)
    ratios = {"A": "1%", "B": "20%", "C": "20%", "D": "20%"}
    with pytest.raises(DomainError, match="抽查比例 20%"):
        written(county, draft, general, ratios=ratios)


def test_a_number_of_objects_is_a_share_of_the_range(
    county: County, draft: PlanVersion, general: InspectionItem
):
    register(county, A=50, B=50)
    written(county, draft, general, ratios={"ALL": "10户"})
    with pytest.raises(DomainError, match="抽查比例 11%"):
        written(county, draft, general, ratios={"ALL": "11户"})
    other = {"kinds": ["self_employed"]}  # nobody there: nothing to be above
    written(county, draft, general, ratios={"ALL": "11户"}, object_filter=other)


def test_a_limit_set_after_the_line_was_written_keeps_the_plan_back(
    county: County, line: PlanLine, item: InspectionItem
):
    PlanLine.objects.update(ratios={"ALL": "30%"}, no_class_reason="专项")
    assert not any(finding.is_blocking for finding in findings(line.version))
    item.versions.update(item_class="general", ratio_limit_bp=1000)
    (found,) = [finding for finding in findings(line.version) if finding.is_blocking]
    assert "第 1 条：一般检查事项“年度报告公示信息检查”（上限 10%）" in found.message
    with pytest.raises(GuardFailed, match="上限 10%"):
        plans.submit_plan(by=county.lead, version=line.version)
