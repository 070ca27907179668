"""Sub-registers of inspectors: conditions kept under a name, the range of a task's inspectors (R-025)."""

from __future__ import annotations

import pytest
from county import County
from task_station import SCHEME, ceremony, make_inspectors, make_station

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Unit
from mingcha.registers.actions.staff_registers import retire_staff_register, write_staff_register
from mingcha.registers.models import Inspector, StaffRegister, Tag
from mingcha.registers.selectors.staff_registers import (
    members_of,
    staff_registers_in_use,
    visible_staff_registers,
)
from mingcha.tasks.actions import creating, deciding, pools, schemes
from mingcha.tasks.frozen_staff import frozen_staff

NAME = "计量检查人员专项库"


@pytest.fixture
def metre() -> Tag:
    return Tag.objects.create(code="metre", name="计量", kind="expertise")


@pytest.fixture
def register(county: County, metre: Tag) -> StaffRegister:
    return write_staff_register(by=county.lead, name=NAME, industry="计量", tags=[metre])


def people(county: County, number: int = 4) -> list[Inspector]:
    make_inspectors(county.market, number)
    return list(Inspector.objects.filter(department=county.market).order_by("pk"))


def test_whoever_meets_the_conditions_belongs_to_it(county: County, metre: Tag, register):
    by_expertise, by_qualification, _, gone = people(county)[:4]
    by_expertise.expertise.add(metre)
    by_qualification.qualifications.add(metre)
    gone.expertise.add(metre)
    Inspector.objects.filter(pk=gone.pk).update(state="left")
    assert set(members_of(register)) == {by_expertise, by_qualification}
    unit = Unit.objects.create(department=county.market, name="计量科", region=county.region)
    write_staff_register(by=county.lead, name=NAME, tags=[metre], units=[unit], register=register)
    assert not members_of(register)
    Inspector.objects.filter(pk=by_expertise.pk).update(unit=unit)
    assert set(members_of(register)) == {by_expertise}
    write_staff_register(by=county.lead, name=NAME, units=[unit], register=register)
    register.refresh_from_db()
    assert set(members_of(register)) == {by_expertise}


def test_faulty_sub_registers_are_refused(county: County, metre: Tag, register):
    write = {"by": county.lead, "name": "另一个库"}
    shop = Tag.objects.create(code="shop", name="餐饮", kind="object")
    foreign = Unit.objects.create(department=county.fire, name="防火科", region=county.region)
    with pytest.raises(DomainError, match="至少选择"):
        write_staff_register(**write)
    with pytest.raises(DomainError, match="专长或资质"):
        write_staff_register(**write, tags=[shop])
    with pytest.raises(DomainError, match="本部门的机构"):
        write_staff_register(**write, units=[foreign])
    with pytest.raises(DomainError, match="已有"):
        write_staff_register(by=county.lead, name=NAME, tags=[metre])


def test_a_retired_one_is_offered_no_more(county: County, register: StaffRegister, metre: Tag):
    with pytest.raises(DomainError, match="理由"):
        retire_staff_register(by=county.lead, register=register, reason="")
    retire_staff_register(by=county.lead, register=register, reason="并入其他专项库")
    assert not staff_registers_in_use(county.market)
    with pytest.raises(DomainError, match="已经停用"):
        retire_staff_register(by=county.lead, register=register, reason="并入其他专项库")
    assert write_staff_register(by=county.lead, name=NAME, tags=[metre])
    verbs = AuditEvent.objects.filter(type="staff_register.changed").values_list("body__action")
    assert [verb for (verb,) in verbs.order_by("seq")] == ["create", "retire", "create"]


def test_every_department_keeps_its_own(county: County, register: StaffRegister):
    assert not visible_staff_registers(county.fire_lead)
    assert visible_staff_registers(county.office).get() == register
    with pytest.raises(NotFound):
        retire_staff_register(by=county.fire_lead, register=register, reason="不是我们的")
    with pytest.raises(Forbidden):
        retire_staff_register(by=county.inspector, register=register, reason="不是我们的")


def test_a_task_takes_its_inspectors_from_a_sub_register(
    county: County, register: StaffRegister, metre: Tag
):
    line = make_station(county)
    inside = list(Inspector.objects.filter(department=county.market).order_by("pk")[:4])
    for one in inside:
        one.expertise.add(metre)
    task = creating.create_task_from_line(by=county.lead, line=line, disclosing="immediate")
    wants = {"by": county.lead, "task": task, "text": SCHEME, "team_size": 2}
    tag = Tag.objects.create(code="fire", name="消防", kind="expertise")
    foreign = write_staff_register(by=county.fire_lead, name="消防人员库", tags=[tag])
    with pytest.raises(DomainError, match="本部门的人员专项库"):
        schemes.write_scheme(**wants, staff_register=foreign)
    schemes.write_scheme(**wants, staff_register=register)
    schemes.submit_scheme(by=county.lead, task=task)
    deciding.approve_task(by=county.head, task=task)
    task.refresh_from_db()
    parts = list(task.sub_tasks.all())
    sent = {pk for each in frozen_staff(task, parts) for pk in each.behind.members}
    assert sent == {one.pk for one in inside}
    assert Inspector.objects.filter(department=county.market).count() > len(inside)
    pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
