"""Sub-registers: set up, filled in bulk, used as the range of a draw, retired (R-025)."""

from __future__ import annotations

import pytest
from county import County
from registers_files import imported, objects_file, shop, uscc
from task_station import approved_task, make_station

from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.actions.licences import write_licence
from mingcha.registers.actions.special_registers import (
    add_members,
    remove_members,
    retire_special_register,
    write_special_register,
)
from mingcha.registers.models import InspectionObject, Licence, RegisterEntry, SpecialMember
from mingcha.registers.selectors.object_filter import objects_in_range
from mingcha.registers.selectors.range_words import describe_filter
from mingcha.registers.selectors.special_registers import members_of
from mingcha.tasks.models import SubTask
from mingcha.tasks.pool_query import candidates

LICENCE = {
    "kind": "食品经营许可证",
    "number": "JY11301360000001",
    "issuer": "澄川县市场监督管理局",
    "valid_from": None,
    "valid_to": None,
    "scope": "",
}


def food(county: County, name: str = "食品经营企业专项库"):
    return write_special_register(by=county.lead, name=name, industry="食品经营", note="")


def everything():
    return InspectionObject.objects.all()


def test_objects_join_and_leave_in_bulk_and_both_stay_on_record(county: County):
    imported(county, objects_file(shop(1), shop(2)))
    register = food(county)
    assert add_members(by=county.lead, register=register, objects=everything()) == 2
    assert add_members(by=county.lead, register=register, objects=everything()) == 0
    one = everything().filter(code=uscc(1))
    with pytest.raises(DomainError, match="理由"):
        remove_members(by=county.lead, register=register, objects=one, reason=" ")
    remove_members(by=county.lead, register=register, objects=one, reason="许可证已注销")
    assert [each.code for each in members_of(register)] == [uscc(2)]
    assert add_members(by=county.lead, register=register, objects=everything()) == 1
    assert SpecialMember.objects.filter(object__code=uscc(1)).count() == 2
    events = AuditEvent.objects.filter(type="special_register.changed").order_by("seq")
    told = [(e.body["action"], e.body["objects"]) for e in events]
    assert told == [("create", 0), ("join", 2), ("leave", 1), ("join", 1)]


def test_only_what_the_own_department_keeps_joins(county: County):
    imported(county, objects_file(shop(1)))
    imported(county, objects_file(shop(2)), by=county.fire_lead)
    register = food(county)
    assert add_members(by=county.lead, register=register, objects=everything()) == 1
    with pytest.raises(NotFound):
        add_members(by=county.fire_lead, register=register, objects=everything())


def test_a_name_is_used_once_until_it_is_retired(county: County):
    register = food(county)
    with pytest.raises(DomainError) as taken:
        food(county)
    assert taken.value.field == "name"
    retire_special_register(by=county.lead, register=register, reason="并入流通领域库")
    assert food(county).pk != register.pk
    with pytest.raises(DomainError, match="停用"):
        add_members(by=county.lead, register=register, objects=everything())


def test_a_sub_register_is_the_range_of_a_task(county: County):
    task = approved_task(county, make_station(county))
    lead = SubTask.objects.get(task=task, is_lead=True)
    one = candidates(lead, clock.today()).first()
    register = food(county)
    chosen = everything().filter(pk=one.pk)
    add_members(by=county.lead, register=register, objects=chosen)
    task.object_filter = {"special_registers": [str(register.pk)]}
    task.save()
    lead = SubTask.objects.get(pk=lead.pk)
    assert [each.pk for each in candidates(lead, clock.today())] == [one.pk]
    assert describe_filter(task.object_filter) == "专项库：食品经营企业专项库"
    with pytest.raises(DomainError, match="没有这些专项库"):
        objects_in_range(county.market, {"special_registers": ["9999", "猫"]})


def test_an_object_has_several_licences_each_with_its_history(county: County):
    imported(county, objects_file(shop(1)))
    entry = RegisterEntry.objects.get()
    first = write_licence(by=county.lead, entry=entry, facts=LICENCE)
    with pytest.raises(DomainError) as known:
        write_licence(by=county.lead, entry=entry, facts=LICENCE)
    assert known.value.field == "number"
    write_licence(by=county.lead, entry=entry, facts=LICENCE | {"number": "JY2"})
    renewed = LICENCE | {"issuer": "安澜市市场监督管理局"}
    write_licence(by=county.lead, entry=entry, licence=first, facts=renewed)
    assert Licence.objects.count() == 2
    assert first.events.count() == 2
