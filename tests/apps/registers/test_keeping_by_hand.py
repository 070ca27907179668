"""Objects, inspectors and tags kept by hand: what is refused, and what is written down."""

from __future__ import annotations

import pytest
from county import County
from registers_files import imported, objects_file, shop, uscc

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.registers.actions import inspectors, objects, tags
from mingcha.registers.models import InspectionObject, Inspector, RegisterEntry, RiskClass, Tag
from mingcha.registers.selectors.objects import history_of, register_of, visible_objects


@pytest.fixture
def entry(county: County) -> RegisterEntry:
    imported(county, objects_file(shop(1), shop(2)))
    return RegisterEntry.objects.get(object__code=uscc(1))


@pytest.fixture
def person(county: County) -> Inspector:
    return inspectors.add_inspector(
        by=county.lead,
        department=county.market,
        staff_no="SCJG001",
        facts={"name": "赵一", "region": county.region},
    )


def test_an_object_known_elsewhere_is_taken_over_as_it_is(county: County, entry: RegisterEntry):
    taken = objects.add_object(
        by=county.fire_lead,
        department=county.fire,
        code=uscc(1).lower(),
        facts={"name": "别的名字", "kind": "enterprise", "region": county.region},
        exclusion="停业",
    )
    assert taken.name == "澄川县第1商店"
    assert taken.entries.get(department=county.fire).exclusion == "停业"
    assert list(register_of(county.fire)) == [taken]


def test_who_removed_an_object_may_put_it_back(county: County, entry: RegisterEntry):
    with pytest.raises(DomainError, match="理由"):
        objects.remove_object(by=county.lead, entry=entry, reason=" ")
    objects.remove_object(by=county.lead, entry=entry, reason="已迁往外县")
    with pytest.raises(DomainError, match="已经移出"):
        objects.remove_object(by=county.lead, entry=entry, reason="再移一次")
    facts = {"name": "无所谓", "kind": "enterprise", "region": county.region}
    objects.add_object(by=county.lead, department=county.market, code=uscc(1), facts=facts)
    entry.refresh_from_db()
    assert entry.is_active
    assert entry.left_on is None


def test_an_edit_that_changes_nothing_leaves_no_trace(county: County, entry: RegisterEntry):
    events = AuditEvent.objects.count()
    objects.edit_object(
        by=county.lead, entry=entry, facts={"name": entry.object.name}, exclusion=""
    )
    assert AuditEvent.objects.count() == events
    objects.edit_object(by=county.lead, entry=entry, facts={"status": "revoked"}, exclusion="停业")
    (title, before, after), *_ = history_of(InspectionObject.objects.get(pk=entry.object_id))[
        0
    ].fields
    assert (title, before, after) == ("登记状态", "存续", "吊销")
    with pytest.raises(TypeError, match="risk_level"):
        objects.edit_object(by=county.lead, entry=entry, facts={"risk_level": "D"}, exclusion="")


def test_a_class_is_changed_with_a_reason_by_those_who_see_it(county: County, entry: RegisterEntry):
    change = {"by": county.lead, "entry": entry}
    with pytest.raises(DomainError, match="类别只有"):
        objects.set_risk_class(**change, level="E", reason="年报逾期")
    with pytest.raises(DomainError, match="理由"):
        objects.set_risk_class(**change, level="C", reason="")
    with pytest.raises(DomainError, match="已是 A 类"):
        objects.set_risk_class(**change, level="A", reason="年报逾期")
    objects.set_risk_class(**change, level="C", reason="年报逾期")
    assert RiskClass.objects.get(object=entry.object).level == "C"
    with pytest.raises(NotFound):
        objects.set_risk_class(by=county.fire_lead, entry=entry, level="D", reason="年报逾期")
    with pytest.raises(Forbidden):
        objects.set_risk_class(by=county.head, entry=entry, level="D", reason="年报逾期")


def test_an_inspectors_record_stays_within_the_department(county: County, person: Inspector):
    other_unit = county.fire.units.get()
    edit = {"by": county.lead, "inspector": person, "expertise": []}
    with pytest.raises(DomainError, match="机构不属于"):
        inspectors.edit_inspector(**edit, facts={"unit": other_unit})
    with pytest.raises(DomainError, match="账号不属于"):
        inspectors.edit_inspector(**edit, facts={"user": county.fire_inspector})
    with pytest.raises(TypeError, match="staff_no"):
        inspectors.edit_inspector(**edit, facts={"staff_no": "2"})
    inspectors.edit_inspector(**edit, facts={"user": county.inspector})
    assert Inspector.objects.get().user == county.inspector
    with pytest.raises(NotFound):
        inspectors.edit_inspector(by=county.fire_lead, inspector=person, facts={}, expertise=[])


def test_a_tag_is_made_once_and_retired_once(county: County, entry: RegisterEntry):
    tag = tags.create_tag(by=county.lead, kind="object", name="餐饮")
    with pytest.raises(DomainError, match="已有这个标签"):
        tags.create_tag(by=county.lead, kind="object", name=" 餐饮 ")
    with pytest.raises(DomainError, match="已被使用"):
        tags.create_tag(by=county.lead, kind="object", name="食品", code=tag.code)
    with pytest.raises(DomainError, match="理由"):
        tags.retire_tag(by=county.lead, tag=tag, reason="")
    assert tags.tag_objects(by=county.lead, tag=tag, objects=register_of(county.market)) == 2
    with pytest.raises(DomainError, match="由澄川县市场监督管理局维护"):
        tags.retire_tag(by=county.fire_lead, tag=tag, reason="不再使用")
    tags.retire_tag(by=county.lead, tag=tag, reason="不再使用")
    with pytest.raises(DomainError, match="已经停用"):
        tags.retire_tag(by=county.lead, tag=tag, reason="不再使用")
    with pytest.raises(DomainError, match="已经停用，只能去掉"):
        tags.tag_objects(by=county.lead, tag=tag, objects=register_of(county.market))
    untag = {"objects": register_of(county.market), "remove": True}
    assert tags.tag_objects(by=county.lead, tag=tag, **untag) == 2
    with pytest.raises(Forbidden):
        tags.create_tag(by=county.head, kind="object", name="食品")
    assert Tag.objects.count() == 1


def test_the_coordination_office_sees_every_register_of_its_region(
    county: County, entry: RegisterEntry
):
    assert visible_objects(county.office).count() == 2
    assert visible_objects(county.office, county.market).count() == 2
    assert not visible_objects(county.office, county.fire)
    assert visible_objects(county.lead, county.market).count() == 2
    assert not visible_objects(county.outsider)
