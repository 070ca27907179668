"""Objects entered by hand: under a code that is one, and under a key that means the same to all."""

from __future__ import annotations

import pytest
from county import County
from registers_files import imported, objects_file, shop, uscc

from mingcha.accounts.models import User
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions.objects import add_object, edit_object
from mingcha.registers.entered_code import is_miscopied
from mingcha.registers.models import InspectionObject, RegisterEntry

KEY = "XM-2026-001"


def added(by: User, code: str, **facts: str) -> InspectionObject:
    known = {"name": "体育馆项目", "kind": "project", "region": by.region}
    assert by.department is not None
    return add_object(by=by, department=by.department, code=code, facts=known | facts)


@pytest.mark.parametrize(
    "code", ["123", "甲乙丙", uscc(1)[:-1], f"{uscc(1)}0", "91130136MA00000I1X"]
)
@pytest.mark.parametrize("kind", ["enterprise", "self_employed", "farmer_cooperative"])
def test_what_is_no_code_names_no_market_entity(county: County, code: str, kind: str):
    with pytest.raises(DomainError) as wrong:
        added(county.lead, code, kind=kind)
    assert wrong.value.field == "code"
    assert not InspectionObject.objects.exists()


@pytest.mark.parametrize("code", [f" {uscc(1).lower()} ", "130136600799063"])
def test_codes_of_both_kinds_are_taken_in_their_one_spelling(county: County, code: str):
    assert added(county.lead, code, kind="enterprise").code == code.strip().upper()


def test_a_code_issued_with_a_wrong_last_character_is_taken(county: County):
    last = "0" if uscc(1)[-1] != "0" else "1"
    made = added(county.lead, uscc(1)[:-1] + last, kind="enterprise")
    assert is_miscopied(made.code)
    assert not is_miscopied(uscc(1))
    assert not is_miscopied(KEY)


def test_a_credit_code_is_no_key_of_a_project(county: County):
    with pytest.raises(DomainError, match="是统一社会信用代码"):
        added(county.lead, uscc(1))
    assert added(county.lead, KEY, kind="other").kind == "other"


def test_a_key_that_others_use_for_something_else_is_refused(county: County):
    made = added(county.lead, KEY)
    with pytest.raises(DomainError, match="已由其他部门用于“体育馆项目”") as taken:
        added(county.fire_lead, KEY.lower(), name="消防站项目")
    assert taken.value.field == "code"
    assert added(county.fire_lead, KEY) == made, "the same project is one object"


def test_an_entitys_code_is_no_projects_and_the_other_way_round(county: County):
    imported(county, objects_file(shop(1)))
    number = "130136000000001"
    made = added(county.lead, number)
    with pytest.raises(DomainError, match="（项目）的代码"):
        added(county.fire_lead, number, kind="enterprise")
    entry = RegisterEntry.objects.get(object=made)
    edit_object(by=county.lead, entry=entry, facts={"kind": "product"}, exclusion="")
    keyed = RegisterEntry.objects.get(object=added(county.lead, KEY))
    with pytest.raises(DomainError) as wrong:
        edit_object(by=county.lead, entry=keyed, facts={"kind": "enterprise"}, exclusion="")
    assert wrong.value.field == "kind"
    shop_1 = RegisterEntry.objects.get(object__code=uscc(1))
    with pytest.raises(DomainError) as wrong:
        edit_object(by=county.lead, entry=shop_1, facts={"kind": "project"}, exclusion="")
    assert wrong.value.field == "kind"
