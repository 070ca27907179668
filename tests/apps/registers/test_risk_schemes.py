"""Ways of classifying as data: generic and professional ones, and what both make (R-054, R-102)."""

from __future__ import annotations

from typing import Any

import pytest
from county import County
from registers_files import imported, objects_file, shop

from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.orgs.models import Parameter
from mingcha.registers.actions.objects import set_risk_class
from mingcha.registers.actions.risk_schemes import (
    combine_classes,
    create_risk_scheme,
    edit_risk_scheme,
    retire_risk_scheme,
)
from mingcha.registers.models import InspectionObject, RegisterEntry, RiskCombination, RiskScheme
from mingcha.registers.risk_combining import higher
from mingcha.registers.selectors.risk_classes import (
    class_now,
    matrix,
    numbers_by_level,
    scheme_in_force,
    standings,
)

NATIONAL, HEBEI = ["A", "B", "C", "D"], ["A", "B", "C", "D", "E"]


def scheme(county: County, **changes: Any) -> RiskScheme:
    values = {
        "code": "food-sale",
        "name": "食品销售风险分级",
        "levels": NATIONAL,
        "is_generic": False,
        "line": county.market.line,
        "object_kinds": [],
        "basis": "",
    }
    return create_risk_scheme(by=county.lead, **(values | changes))


def values_of(row: RiskScheme, **changes: Any) -> dict[str, Any]:
    kept = ("name", "levels", "line", "object_kinds", "basis")
    return {name: getattr(row, name) for name in kept} | changes


@pytest.mark.parametrize(
    ("generic", "professional", "levels", "both"),
    [
        ("A", "D", NATIONAL, "D"),
        ("C", "B", NATIONAL, "C"),
        ("A", "E", HEBEI, "D"),
        ("A", "B", HEBEI, "B"),
        ("A", "A", HEBEI, "A"),
        ("B", "2", ["1", "2"], "D"),
    ],
)
def test_the_higher_of_both_counts_by_how_far_up_its_scheme_it_lies(
    generic: str, professional: str, levels: list[str], both: str
):
    assert higher(NATIONAL, generic, levels, professional) == both


def test_an_object_has_a_class_in_each_scheme_and_both_are_combined(county: County):
    imported(county, objects_file(shop(1, risk="B")))
    entry, food = RegisterEntry.objects.get(), scheme(county)
    set_risk_class(by=county.lead, entry=entry, scheme=food, level="C", reason="现场评定")
    found = InspectionObject.objects.get()
    assert (found.risk_level, class_now(found, food)) == ("B", "C")
    told = {each.scheme.code: (each.level, each.combined) for each in standings(found)}
    assert told == {"generic": ("B", ""), "food-sale": ("C", "C")}
    combine_classes(by=county.lead, scheme=food, combined={("B", "C"): "D", ("A", "A"): "A"})
    assert RiskCombination.objects.count() == 1, "what is the higher one anyhow is not kept"
    assert dict(matrix(food))["B"] == [("A", "B"), ("B", "B"), ("C", "D"), ("D", "D")]
    assert {each.combined for each in standings(found)} == {"", "D"}
    assert numbers_by_level(food, county.market) == {"C": 1}
    with pytest.raises(DomainError, match="C 类"):
        set_risk_class(by=county.lead, entry=entry, scheme=food, level="C", reason="又评一次")


def test_a_scheme_for_self_employed_households_is_offered_to_them_alone(county: County):
    imported(county, objects_file(shop(1)))
    scheme(county, code="self", name="个体工商户分类", object_kinds=["self_employed"])
    found = InspectionObject.objects.get()
    assert [each.scheme.code for each in standings(found)] == ["generic"]
    found.kind = "self_employed"
    assert [each.scheme.code for each in standings(found)] == ["generic", "self"]


def test_levels_that_objects_have_stay_and_the_national_ones_are_fixed(county: County):
    imported(county, objects_file(shop(1)))
    food = scheme(county, levels=HEBEI)
    entry = RegisterEntry.objects.get()
    set_risk_class(by=county.lead, entry=entry, scheme=food, level="E", reason="现场评定")
    with pytest.raises(DomainError) as used:
        edit_risk_scheme(by=county.lead, scheme=food, **values_of(food, levels=NATIONAL))
    assert used.value.field == "levels"
    generic = RiskScheme.generic()
    with pytest.raises(DomainError, match="固定"):
        edit_risk_scheme(by=county.lead, scheme=generic, **values_of(generic, levels=HEBEI))
    with pytest.raises(DomainError, match="不能停用"):
        retire_risk_scheme(by=county.lead, scheme=generic, reason="改用本省的")


def test_a_province_draws_by_its_own_five_grades(county: County):
    scheme(county, code="hebei", name="河北五级分类", levels=HEBEI, is_generic=True, line=None)
    RiskScheme.generic()
    found = scheme_in_force(county.region, county.market)
    assert found is not None
    assert found.levels == NATIONAL
    Parameter.objects.create(
        key="risk.scheme", value="hebei", region=county.region, reason="冀政办字〔2020〕144号"
    )
    found = scheme_in_force(county.region, county.market)
    assert found is not None
    assert found.levels == HEBEI


def test_only_who_sees_classes_keeps_schemes(county: County):
    with pytest.raises(Forbidden):
        create_risk_scheme(
            by=county.people["inspector"],
            code="x",
            name="某分类",
            levels=NATIONAL,
            is_generic=True,
            line=None,
            object_kinds=[],
            basis="",
        )
