"""Divisions: a list compared and taken over, single changes, and codes that were replaced."""

from __future__ import annotations

import pytest
from county import County

from mingcha.audit.models import AuditEvent
from mingcha.core.intake.records import RegionRecord
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.orgs.actions import regions
from mingcha.orgs.models import Region
from mingcha.orgs.region_list import differences
from mingcha.registers.intake.places import Place, Places

pytestmark = pytest.mark.django_db


def row(code: str, name: str, *successors: str, ended: bool = False) -> RegionRecord:
    return RegionRecord(code, name, ended or bool(successors), successors, 1)


def named(county: County, *rows: RegionRecord):
    return regions.load_regions(by=county.sys_admin, records=list(rows))


def test_a_list_makes_renames_and_replaces(county: County):
    town, other = county.towns[:2]
    found = named(
        county,
        row("130136211", "柳林镇"),
        row(town.code, "澄阳新区街道"),
        row(other.code, other.name),
        row("130136900", "旧河乡", other.code),
    )
    assert [each.code for each in found.new] == ["130136211", "130136900"]
    assert (len(found.renamed), len(found.replaced), found.same) == (1, 1, 1)
    made = Region.objects.get(code="130136211")
    assert (made.parent_id, made.level) == (county.region.pk, "township")
    assert Region.objects.get(code=town.code).name == "澄阳新区街道"
    assert Region.objects.get(code="130136900").successor_id == other.code
    assert AuditEvent.objects.get(type="organisation.regions").body["new"] == 2


def test_the_same_list_again_changes_nothing(county: County):
    rows = [row("130136211", "柳林镇"), row("130136900", "旧河乡", "130136211")]
    named(county, *rows)
    found = named(county, *rows)
    assert not found
    assert found.same == 2
    assert AuditEvent.objects.filter(type="organisation.regions").count() == 1


def test_what_lies_elsewhere_is_counted_and_left_alone(county: County):
    found = named(county, row("110101", "东城区"))
    assert (found.elsewhere, bool(found)) == (1, False)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (row("130136900", "旧河乡", ended=True), "已停用，没有写明新代码"),
        (row("130136900", "旧河乡", "130136001", "130136100"), "分成了几个，不能自动对应"),
        (row("130136900", "旧河乡", "130136777"), "新代码不在平台的区划中"),
    ],
)
def test_a_code_that_cannot_be_followed_is_left_out_with_its_reason(county, given, reason):
    assert [each.reason for each in named(county, given).left_out] == [reason]


def test_codes_never_replace_each_other_in_a_ring(county: County):
    first, second = county.towns[:2]
    named(county, row(first.code, first.name, second.code))
    found = named(county, row(second.code, second.name, first.code))
    assert [each.reason for each in found.left_out] == ["新代码又并入了它自己"]


def test_nothing_hangs_in_the_air(db):
    found = differences([row("130136", "澄川县")], lambda _: True)
    assert [each.reason for each in found.left_out] == ["没有它的上级区划"]


def test_one_is_made_below_the_nearest(county: County):
    made = regions.create_region(by=county.sys_admin, code="130136211000", name="柳林镇")
    assert (made.code, made.parent_id) == ("130136211", county.region.pk)


def test_a_register_with_an_old_code_goes_to_what_replaced_it(county: County):
    old, new = county.towns[:2]
    regions.replace_region(by=county.sys_admin, region=old, successor=new.code)
    places = Places(county.market)
    assert places.find(old.code) == Place(new.code, is_exact=True, is_replacement=True)
    assert places.find(new.code) == Place(new.code, is_exact=True)


def test_a_place_does_not_end_itself_nor_into_what_is_no_more(county: County):
    first, second = county.towns[:2]
    replace = regions.replace_region
    with pytest.raises(DomainError, match="上级管理员"):
        replace(by=county.sys_admin, region=county.region, successor=first.code)
    replace(by=county.sys_admin, region=first, successor=second.code)
    with pytest.raises(DomainError, match="仍在使用"):
        replace(by=county.sys_admin, region=second, successor=first.code)


def test_only_the_system_administrator_changes_divisions(county: County):
    with pytest.raises(Forbidden):
        regions.create_region(by=county.lead, code="130136211", name="柳林镇")
