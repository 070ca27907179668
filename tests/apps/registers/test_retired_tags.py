"""Tags that are retired: no rule puts them on, they can be taken off, and nobody loses another's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from county import County
from django.urls import reverse
from registers_files import imported, inspectors_file, object_of, objects_file, officer, shop

from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.foundation.models import Job
from mingcha.registers.actions.flags import end_flag, enter_flag
from mingcha.registers.actions.imports import undo_load
from mingcha.registers.actions.tag_rules import run_tag_rule, write_tag_rule
from mingcha.registers.actions.tags import create_tag, retire_tag, tag_objects
from mingcha.registers.jobs import refresh_tags, run_tag_rules, take_import_back
from mingcha.registers.models import ObjectFlag, RegisterEntry, Tag
from mingcha.registers.selectors.objects import register_of

FIRST = {"field": "name", "values": ["第1"]}


@pytest.fixture
def tag(county: County) -> Tag:
    imported(county, objects_file(shop(1), shop(2)))
    return create_tag(by=county.lead, kind="object", name="重点单位")


def bearing(tag: Tag) -> set[str]:
    return set(tag.inspectionobject_set.values_list("name", flat=True))


@pytest.mark.django_db(databases=["default", "progress"])
def test_no_rule_puts_a_retired_tag_on(county: County, tag: Tag):
    rule = write_tag_rule(by=county.lead, tag=tag, expression=FIRST)
    retire_tag(by=county.lead, tag=tag, reason="改用别的标签")
    rule.refresh_from_db()
    assert not rule.is_active
    with pytest.raises(DomainError, match="已经停用"):
        write_tag_rule(by=county.lead, tag=tag, expression=FIRST, rule=rule)
    rule.is_active = True
    rule.save()
    with pytest.raises(DomainError, match="已经停用"):
        run_tag_rule(by=county.lead, rule=rule)
    carry_out(county)
    assert not bearing(tag)


def carry_out(county: County) -> None:
    """Do what the department's waiting job does."""
    key = f"tag-rules/{county.market.pk}"
    Job.objects.get_or_create(
        key=key, defaults={"title": "规则", "page": "/", "started_by": "lead"}
    )
    run_tag_rules.func(job_key=key, department=county.market.pk, username="lead")


def test_a_retired_tag_is_found_and_taken_off_through_the_pages(county, tag, browse):
    tag_objects(by=county.lead, tag=tag, objects=register_of(county.market))
    retire_tag(by=county.lead, tag=tag, reason="改用别的标签")
    client = browse(county.lead)
    listed = client.get(reverse("objects"), {"tags": tag.pk})
    assert len(listed.context["table"].paginated_rows) == 2
    assert "重点单位（已停用）" in listed.content.decode()
    page = f"{reverse('object-tagging')}?tags={tag.pk}"
    assert "重点单位（已停用）" in client.get(page).content.decode()
    refused = client.post(page, {"tag": tag.pk, "remove": ""})
    assert "只能去掉" in str(refused.context["form"].errors)
    client.post(page, {"tag": tag.pk, "remove": "1"})
    assert not bearing(tag)
    assert "重点单位（已停用）" not in client.get(reverse("objects")).content.decode()


def test_a_general_tag_that_others_use_stays(county: County):
    imported(county, inspectors_file(officer(1, expertise="食品安全")), kind="inspectors")
    food = Tag.objects.get(name="食品安全")
    Tag.objects.filter(pk=food.pk).update(keeper=None)
    with pytest.raises(DomainError, match="市场监督管理局等部门还在用"):
        retire_tag(by=county.fire_lead, tag=food, reason="消防不用")
    retire_tag(by=county.lead, tag=food, reason="改用细分的专长")
    unused = Tag.objects.create(code="x", name="没人用的", kind="expertise")
    retire_tag(by=county.fire_lead, tag=unused, reason="没有人用")


@pytest.mark.django_db(databases=["default", "progress"])
def test_tags_by_rule_follow_marks_by_night_and_an_undone_load_at_once(county: County, tag: Tag):
    listed = {"field": "flag", "values": ["abnormal_list"]}
    write_tag_rule(by=county.lead, tag=tag, expression={"any": [FIRST, listed]})
    entry = RegisterEntry.objects.get(object=object_of(2))
    today = clock.today()
    flag = enter_flag(
        by=county.lead, entry=entry, kind="abnormal_list", since=today, source="文书1"
    )
    refresh_tags(0)
    assert Job.objects.get(key=f"tag-rules/{county.market.pk}").started_by == "lead"
    carry_out(county)
    assert bearing(tag) == {"澄川县第1商店", "澄川县第2商店"}
    end_flag(by=county.lead, entry=entry, flag=flag, reason="已移出")
    ObjectFlag.objects.update(until=today - timedelta(days=1), since=today - timedelta(days=2))
    carry_out(county)
    assert bearing(tag) == {"澄川县第1商店"}
    Job.objects.filter(key=f"tag-rules/{county.market.pk}").delete()
    load = imported(county, objects_file(shop(1, name="改了名的商店"), shop(2)))
    undo_load(by=county.lead, batch=load, reason="误传")
    take_import_back.func(job_key=f"import/{load.pk}", batch=load.pk)
    assert Job.objects.filter(key=f"tag-rules/{county.market.pk}").exists()
