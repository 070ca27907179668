"""Documents are made out once and stay: by the text of that day, printed again byte for byte."""

from __future__ import annotations

from datetime import timedelta

import pytest
from apps.notices.test_texts import in_force
from ceremony_case import Case, frozen_case
from checked_case import make_record
from county import County
from django.db import DatabaseError, transaction
from standing import Standing

from mingcha.audit.models import AuditEvent
from mingcha.documents.parts import Paper, printed
from mingcha.followup.actions import follow_ups
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.notices.actions import issuing
from mingcha.notices.models import IssuedNotice
from mingcha.notices.selectors.issued import notices_of_part, visible_notices
from mingcha.tasks.actions.departures import ask_object_departure, decide_departure
from mingcha.tasks.models import TeamMember
from mingcha.tasks.selectors.teams import kept_rows


def text_of(notice: IssuedNotice) -> str:
    rows = [cell for part in notice.parts for row in part.get("rows", []) for cell in row]
    return "\n".join([*(part.get("text", "") for part in notice.parts), *rows])


STANDING = {
    "case": lambda county: frozen_case(county).issued(),
}


@pytest.fixture
def case(standing: Standing) -> Case:
    return standing.made


def notice_of(case: Case) -> IssuedNotice:
    """Return the notice of an object that both departments visit."""
    row = case.part(case.county.fire).object_tasks.first()
    return IssuedNotice.objects.filter(task=case.task, object=row.object_id).first()


def test_issuing_a_task_makes_out_one_notice_for_each_object(case: Case):
    objects = kept_rows(case.task).values("object").distinct().count()
    assert IssuedNotice.objects.filter(task=case.task).count() == objects > 20
    event = AuditEvent.objects.get(type="notice.issued")
    assert (event.body["objects"], event.body["version"]) == (objects, "平台标准文本")


def test_who_comes_from_the_reserve_afterwards_is_told_as_well(case: Case):
    row = case.part(case.county.market).object_tasks.first()
    asked = ask_object_departure(
        by=case.county.lead, object_task=row, reason="deregistered", facts="注销通知书"
    )
    decided = decide_departure(
        by=case.county.head, departure=asked, approved=True, reason="情况属实"
    )
    notice = IssuedNotice.objects.get(task=case.task, object=decided.successor)
    assert decided.successor.name in text_of(notice)


def test_one_notice_names_both_departments_that_come(case: Case):
    told = text_of(notice_of(case))
    for words in (
        case.county.market.name,
        case.county.fire.name,
        "联合上门，一次完成",
        "已被检查 0 次",
        "（组长）",
        "申请其回避",
        case.draw.draw_id,
    ):
        assert words in told


def test_a_later_text_changes_nothing_that_was_made_out(case: Case):
    before = notice_of(case)
    first = printed([Paper(before.title, before.parts)], "pdf")
    in_force(case.county.lead, "入企检查通知书")
    after = notice_of(case)
    assert printed([Paper(after.title, after.parts)], "pdf") == first
    again = issuing.issue_again(
        by=case.county.lead, task=case.task, object_pk=before.object_id, reason="换版"
    )
    assert (again.title, again.serial, again.text_version.number) == ("入企检查通知书", 2, 1)
    assert notice_of(case) == again
    assert IssuedNotice.objects.get(pk=before.pk).parts == before.parts


def test_a_changed_team_stands_on_the_notice_made_out_again(case: Case):
    before = notice_of(case)
    member = TeamMember.objects.filter(
        object_task__task=case.task, object_task__object=before.object_id
    ).first()
    member.inspector.name = "换来的人"
    member.inspector.save()
    assert "换来的人" not in text_of(notice_of(case))
    with pytest.raises(DomainError, match="重新出具的理由"):
        issuing.issue_again(
            by=case.county.lead, task=case.task, object_pk=before.object_id, reason=" "
        )
    again = issuing.issue_again(
        by=case.county.lead, task=case.task, object_pk=before.object_id, reason="人员变动"
    )
    assert "换来的人" in text_of(again)


def test_only_the_lead_department_makes_out_again_and_only_for_its_objects(case: Case):
    pk = notice_of(case).object_id
    with pytest.raises(NotFound):
        issuing.issue_again(by=case.county.fire_lead, task=case.task, object_pk=pk, reason="人")
    with pytest.raises(Forbidden):
        issuing.issue_again(by=case.county.head, task=case.task, object_pk=pk, reason="人")
    with pytest.raises(NotFound):
        issuing.issue_again(by=case.county.lead, task=case.task, object_pk=0, reason="人")


def test_a_task_that_was_not_issued_has_no_notices(county: County):
    case = frozen_case(county).compared()
    row = case.part(county.market).object_tasks.first()
    with pytest.raises(NotFound):
        issuing.issue_again(by=county.lead, task=case.task, object_pk=row.object_id, reason="早了")


def test_a_department_sees_the_notices_of_the_visits_it_goes_along_with(case: Case):
    county = case.county
    every = set(visible_notices(county.lead))
    along = set(visible_notices(county.fire_lead))
    assert along == {notice for notice in every if notice.object_id in _objects_of(case)} != every
    assert not visible_notices(county.outsider).exists()
    part = case.part(county.fire)
    assert set(notices_of_part(part)) == along


def _objects_of(case: Case) -> set[int]:
    rows = kept_rows(case.task).filter(sub_task=case.part(case.county.fire))
    return set(rows.values_list("object", flat=True))


def test_of_notices_made_out_again_the_last_is_printed_in_bulk(case: Case):
    first = notice_of(case)
    again = issuing.issue_again(
        by=case.county.lead, task=case.task, object_pk=first.object_id, reason="换版"
    )
    bulk = set(notices_of_part(case.part(case.county.fire)))
    assert again in bulk
    assert first not in bulk


def test_what_was_made_out_is_changed_by_nobody(case: Case):
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedNotice.objects.filter(task=case.task).update(title="别的")


def test_a_result_is_told_to_the_object_once_it_is_approved(county: County):
    record = make_record(county)
    row = record.object_task
    made = issuing.issue_result(by=county.lead, row=row, reason="")
    told = text_of(made)
    assert "发现问题已责令改正" in told
    assert "年报地址与实际不符" in told
    assert row.object.name in told
    row.state = "in_review"
    row.save()
    with pytest.raises(DomainError, match="审定以后"):
        issuing.issue_result(by=county.lead, row=row, reason="再来")
    with pytest.raises(NotFound):
        issuing.issue_result(by=county.fire_lead, row=row, reason="")
    with pytest.raises(Forbidden):
        issuing.issue_result(by=county.head, row=row, reason="")


def test_an_order_names_problem_requirement_and_day(county: County):
    follow_up = follow_ups.open_for_record(by=county.reviewer, inspected=make_record(county))
    with pytest.raises(DomainError, match="先责令改正"):
        issuing.issue_order(by=county.officer, follow_up=follow_up, reason="")
    due_on = clock.today() + timedelta(days=10)
    ordered = follow_ups.order_rectification(
        by=county.officer, follow_up=follow_up, due_on=due_on, requirement="补报年报"
    )
    told = text_of(issuing.issue_order(by=county.officer, follow_up=ordered, reason=""))
    for words in ("年报检查：年报地址与实际不符", "补报年报", f"{due_on.day}日前改正", "复议"):
        assert words in told
    with pytest.raises(NotFound):
        issuing.issue_order(by=county.fire_lead, follow_up=ordered, reason="")
    with pytest.raises(Forbidden):
        issuing.issue_order(by=county.head, follow_up=ordered, reason="")
