"""What lay in a division that was replaced is moved to the one that stands for it (R-015)."""

from __future__ import annotations

import pytest
from county import County
from django.apps import apps
from registers_files import imported, objects_file, shop
from task_station import make_inspectors

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.orgs.actions.regions import replace_region
from mingcha.orgs.models import Unit
from mingcha.registers.actions.moving import move_to_successor
from mingcha.registers.models import InspectionObject, Inspector
from mingcha.registers.moving import under


@pytest.fixture
def ended(county: County):
    """The street is replaced by the town; two shops, an inspector and a unit lie in it."""
    old, new = county.towns
    imported(county, objects_file(*[shop(number, region=old.code) for number in (1, 2)]))
    make_inspectors(county.market, 1)
    Inspector.objects.update(region=old)
    Unit.objects.filter(department=county.fire).update(region=old)
    return replace_region(by=county.sys_admin, region=old, successor=new.code)


def test_objects_inspectors_and_units_move_with_their_history(county: County, ended):
    moved = move_to_successor(by=county.sys_admin, region=ended)
    assert (moved.objects, moved.inspectors, moved.teams, moved.units) == (2, 1, 0, 1)
    assert not under(ended)
    found = InspectionObject.objects.first()
    assert found.region_id == county.towns[1].code
    history = apps.get_model("registers", "InspectionObjectEvent").objects.filter(pgh_obj=found)
    codes = list(history.order_by("pgh_id").values_list("region", flat=True))
    assert codes[-2:] == [ended.code, county.towns[1].code]
    event = AuditEvent.objects.get(type="register.moved")
    assert (event.subject, event.body["objects"]) == (ended.code, 2)


def test_again_there_is_nothing_to_move_and_nothing_is_told(county: County, ended):
    move_to_successor(by=county.sys_admin, region=ended)
    assert not move_to_successor(by=county.sys_admin, region=ended)
    assert AuditEvent.objects.filter(type="register.moved").count() == 1


def test_what_was_replaced_twice_goes_to_the_last(county: County, ended):
    replace_region(by=county.sys_admin, region=county.towns[1], successor=county.region.code)
    move_to_successor(by=county.sys_admin, region=ended)
    assert set(InspectionObject.objects.values_list("region", flat=True)) == {county.region.code}


def test_one_in_use_and_others_are_refused(county: County, ended):
    with pytest.raises(DomainError, match="仍在使用"):
        move_to_successor(by=county.sys_admin, region=county.towns[1])
    with pytest.raises(Forbidden):
        move_to_successor(by=county.lead, region=ended)
