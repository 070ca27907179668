"""Ratios by class as a region keeps them, and as real documents have them (R-054, R-055)."""

from __future__ import annotations

from typing import Any

import pytest
from county import County

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.plans.actions.class_tables import end_class_table, set_class_table
from mingcha.plans.class_table_examples import EXAMPLES, example_of
from mingcha.plans.frequencies import check_frequencies
from mingcha.plans.models import ClassTable
from mingcha.plans.ratios import check_ratios
from mingcha.plans.selectors.class_tables import get_class_table, tables_for, visible_class_tables
from mingcha.registers.models import RiskScheme

RATIOS = {"A": "1%", "B": "3%", "C": "10%", "D": "50%"}


@pytest.fixture(autouse=True)
def scheme(county: County) -> RiskScheme:
    return RiskScheme.generic()


def kept(county: County, **values: Any) -> ClassTable:
    given: dict[str, Any] = {"name": "一般企业", "ratios": RATIOS, "basis": "澄双随办〔2026〕3号"}
    return set_class_table(by=county.office, **given | values)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_an_examples_ratios_are_quotas_that_rise_with_risk(example):
    check_ratios(dict(zip(example.levels, example.ratios, strict=True)), example.levels)
    assert example.source
    assert example_of(example.key) == example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_an_examples_frequencies_can_be_kept(example):
    check_frequencies(example.frequencies, example.levels)


def test_no_example_goes_by_another_name():
    assert example_of("nowhere") is None
    assert len({example.key for example in EXAMPLES}) == len(EXAMPLES)


def test_an_office_keeps_a_table_for_the_departments_of_its_region(county: County):
    table = kept(county, frequencies={"A": "1次/年", "B": ""}, example="henan-2021")
    assert table.frequencies == {"A": "1次/年"}
    assert list(tables_for(county.market)) == [table] == list(tables_for(county.fire))
    assert list(visible_class_tables(county.lead)) == [table]
    event = AuditEvent.objects.order_by("seq").last()
    assert event is not None
    assert (event.type, event.body["action"]) == ("class_table.changed", "set_class_table")


def test_other_places_do_not_see_it(county: County):
    table = kept(county)
    assert county.outsider.department is not None
    assert not tables_for(county.outsider.department)
    with pytest.raises(NotFound):
        get_class_table(county.outsider, table.pk)


def test_the_table_of_a_city_holds_in_its_counties(county: County):
    table = kept(county)
    assert county.region.parent is not None
    ClassTable.objects.filter(pk=table.pk).update(region=county.region.parent)
    assert list(tables_for(county.market)) == [table]
    with pytest.raises(NotFound):
        end_class_table(by=county.office, table=table)


def test_an_ended_table_is_taken_over_no_more(county: County):
    table = kept(county)
    end_class_table(by=county.office, table=table)
    assert not tables_for(county.market)
    assert list(visible_class_tables(county.lead)) == [table]
    with pytest.raises(DomainError, match="已经停止"):
        end_class_table(by=county.office, table=table)
    assert kept(county).name == table.name


@pytest.mark.parametrize(
    ("values", "at", "told"),
    [
        ({"ratios": RATIOS | {"A": "60%"}}, "ratios", "风险高于"),
        ({"ratios": RATIOS | {"A": "三成"}}, "ratios", "写法不对"),
        ({"ratios": {"A": "1%"}}, "ratios", "全部类别"),
        ({"ratios": RATIOS | {"E": "60%"}}, "ratios", "全部类别"),
        ({"basis": " "}, "basis", "依据"),
    ],
)
def test_what_no_plan_could_take_over_is_refused_at_its_field(county: County, values, at, told):
    with pytest.raises(DomainError, match=told) as refusal:
        kept(county, **values)
    assert refusal.value.field == at


def test_a_name_is_used_once_at_a_time(county: County):
    kept(county)
    with pytest.raises(DomainError, match="同名") as refusal:
        kept(county)
    assert refusal.value.field == "name"


def test_a_table_is_of_the_scheme_in_force(county: County):
    table = kept(county)
    five = RiskScheme.objects.create(code="five", name="五级", levels=list("ABCDE"))
    Parameter.objects.create(key="risk.scheme", value=five.pk, region=county.region)
    assert not tables_for(county.market)
    assert list(visible_class_tables(county.lead)) == [table]
    RiskScheme.objects.update(retired_on="2026-01-01")
    with pytest.raises(DomainError, match="没有在用的风险分类方案"):
        kept(county, name="另一张")


def test_departments_do_not_set_tables(county: County):
    table = kept(county)
    with pytest.raises(Forbidden):
        set_class_table(by=county.lead, name="自己的", ratios=RATIOS, basis="通知")
    with pytest.raises(Forbidden):
        end_class_table(by=county.lead, table=table)
