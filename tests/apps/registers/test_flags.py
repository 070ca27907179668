"""Lists and marks of objects: noted, ended, found by, and heeded by draws."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from county import County
from registers_files import imported, objects_file, shop, uscc
from task_station import approved_task, make_station

from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.actions.flags import end_flag, enter_flag
from mingcha.registers.models import InspectionObject, ObjectFlag, RegisterEntry
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.selectors.flags import flagged
from mingcha.registers.selectors.object_filter import objects_in_range
from mingcha.registers.selectors.range_words import describe_filter
from mingcha.tasks.models import SubTask
from mingcha.tasks.pool_query import candidates


@pytest.fixture
def entry(county: County) -> RegisterEntry:
    imported(county, objects_file(shop(1), shop(2)))
    return RegisterEntry.objects.get(object__code=uscc(1))


def flag(county: County, entry: RegisterEntry, kind: str, since: date | None = None) -> ObjectFlag:
    return enter_flag(
        by=county.lead,
        entry=entry,
        kind=kind,
        since=since or clock.today() - timedelta(days=30),
        source="市监列字〔2026〕12号",
    )


def test_a_mark_stands_until_it_is_ended_with_a_reason(county: County, entry: RegisterEntry):
    mark = flag(county, entry, FlagKind.ABNORMAL_LIST)
    marked = InspectionObject.objects.filter(flagged([FlagKind.ABNORMAL_LIST], clock.today()))
    assert [each.code for each in marked] == [uscc(1)]
    with pytest.raises(DomainError, match="理由"):
        end_flag(by=county.lead, entry=entry, flag=mark, reason=" ")
    end_flag(by=county.lead, entry=entry, flag=mark, reason="已补报年报，移出")
    mark.refresh_from_db()
    assert mark.until == clock.today()
    tomorrow = clock.today() + timedelta(days=1)
    assert not InspectionObject.objects.filter(flagged([FlagKind.ABNORMAL_LIST], tomorrow))
    verbs = [e.body["action"] for e in AuditEvent.objects.filter(type="object.changed")]
    assert verbs == ["flag", "end_flag"]


def test_one_mark_does_not_stand_twice_nor_begin_in_the_future(county: County, entry):
    flag(county, entry, FlagKind.COMPLAINT)
    with pytest.raises(DomainError) as standing:
        flag(county, entry, FlagKind.COMPLAINT, clock.today())
    assert standing.value.field == "kind"
    with pytest.raises(DomainError) as future:
        flag(county, entry, FlagKind.MEDIA, clock.today() + timedelta(days=1))
    assert future.value.field == "since"


def test_only_who_keeps_the_object_marks_it(county: County, entry: RegisterEntry):
    with pytest.raises(NotFound):
        enter_flag(
            by=county.fire_lead,
            entry=entry,
            kind=FlagKind.MEDIA,
            since=clock.today(),
            source="报纸",
        )


def test_a_range_is_narrowed_by_marks(county: County, entry: RegisterEntry):
    flag(county, entry, FlagKind.JUDGMENT_DEBTOR)
    wanted = {"flags": ["dishonest_judgment_debtor", "accident"]}
    assert [o.code for o in objects_in_range(county.market, wanted)] == [uscc(1)]
    assert describe_filter(wanted) == "标记：失信被执行人、发生事故"
    with pytest.raises(DomainError):
        objects_in_range(county.market, {"flags": ["handsome"]})


def test_the_sandbox_is_left_out_of_general_draws_only(county: County):
    task = approved_task(county, make_station(county))
    lead = SubTask.objects.get(task=task, is_lead=True)
    one = candidates(lead, clock.today()).filter(exclusion="").first()
    entry = RegisterEntry.objects.get(object=one, department=county.market)
    flag(county, entry, FlagKind.SANDBOX)
    excluded = candidates(lead, clock.today()).filter(exclusion="in_sandbox")
    assert [each.pk for each in excluded] == [one.pk]
    task.source = "complaint"
    task.save()
    lead = SubTask.objects.get(pk=lead.pk)
    assert not candidates(lead, clock.today()).filter(exclusion="in_sandbox")
