"""A task ends when its last result is public and its last problem is over."""

from __future__ import annotations

import pytest
from checked_case import make_record
from county import County
from django.urls import reverse

from mingcha.core.workflow.refusals import GuardFailed
from mingcha.followup.actions.closing import close_task
from mingcha.followup.models import FollowUp
from mingcha.foundation import clock
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.tasks.actions.completing import complete_if_over
from mingcha.tasks.models import Draw, LogEntry, Task


@pytest.fixture
def task(county: County) -> Task:
    record = make_record(county, state="published")
    announce("record.approved", record=record, by=county.operator)
    task = record.object_task.task
    Draw.objects.create(
        task=task,
        draw_id="130136-2026-0001",
        reveal_by=clock.now(),
        frozen_by="operator",
        drawn_at=clock.now(),
    )
    return task


def test_a_task_is_done_with_its_last_result(county: County, task: Task):
    open_one = make_record(county, serial=2, state="in_review").object_task
    assert complete_if_over(by=county.reviewer, task=task) is False
    open_one.state = "terminated"
    open_one.save()
    assert complete_if_over(by=county.reviewer, task=task) is True
    assert complete_if_over(by=county.reviewer, task=task) is False
    task.refresh_from_db()
    assert task.state == "done"


def test_a_done_task_is_closed_with_a_summary_once_its_problems_are_over(
    county: County, task: Task
):
    complete_if_over(by=county.reviewer, task=task)
    with pytest.raises(GuardFailed, match="1 件后续处置"):
        close_task(by=county.lead, task=task, summary="检查1户")
    FollowUp.objects.update(state="closed", outcome="已整改", closed_at=clock.now())
    with pytest.raises(GuardFailed, match="总结"):
        close_task(by=county.lead, task=task, summary=" ")
    closed = close_task(by=county.lead, task=task, summary="检查1户，发现问题1户，已整改")
    assert closed.state == "closed"
    assert list(LogEntry.objects.values_list("type", flat=True)) == ["DISCLOSE", "OUTCOME", "CLOSE"]
    assert LogEntry.objects.get(type="OUTCOME").body["outcome"] == "rectified"


def test_only_the_lead_department_closes(county: County, task: Task):
    complete_if_over(by=county.reviewer, task=task)
    with pytest.raises(NotFound):
        close_task(by=county.fire_lead, task=task, summary="x")
    with pytest.raises(Forbidden):
        close_task(by=county.reviewer, task=task, summary="x")


def test_the_page_closes(county: County, task: Task, browse):
    complete_if_over(by=county.reviewer, task=task)
    url = reverse("task-close", args=[task.pk])
    page = browse(county.lead).post(url, {"summary": "总结"})
    assert "后续处置没有办结" in page.context["form"].non_field_errors()[0]
    FollowUp.objects.update(state="closed", outcome="已整改", closed_at=clock.now())
    browse(county.lead).post(url, {"summary": "总结"})
    task.refresh_from_db()
    assert task.state == "closed"
