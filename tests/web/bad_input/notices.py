"""Forms of the documents: their texts, and making them out again."""

from __future__ import annotations

from datetime import timedelta

from ceremony_case import frozen_case
from checked_case import make_record
from county import County
from django.urls import reverse

from bad_input.stations import Stand, Wrong, station
from mingcha.core.notices.kinds import INSPECTION_NOTICE
from mingcha.followup.actions import follow_ups
from mingcha.foundation import clock
from mingcha.notices.actions import issuing, texts
from mingcha.notices.actions.recusal_requests import ask_for_recusal
from mingcha.notices.models import IssuedNotice
from mingcha.notices.selectors.recusal_requests import named_members
from mingcha.tasks.models import Task, TeamMember
from mingcha.web.notices.forms import GiveBackForm, IssueForm, NoticeTextForm, StartForm
from mingcha.web.notices.recusal_requests import RecusalRequestForm, request_address

_TEXT = INSPECTION_NOTICE.text
_KIND = [INSPECTION_NOTICE.key]


def write_draft(county: County) -> None:
    texts.write_draft(
        by=county.lead,
        kind=INSPECTION_NOTICE,
        title="入企检查通知书",
        text=_TEXT,
        for_subordinates=False,
        reason="改标题",
    )


def _yesterday() -> str:
    return (clock.today() - timedelta(days=1)).isoformat()


@station("notice-text-edit", "lead", NoticeTextForm)
def notice_text_edit(county: County) -> Stand:
    wrong = (
        Wrong("a placeholder that there is not", {"text": _TEXT + "{天气}"}, "text"),
        Wrong("one that must be there is gone", {"text": _TEXT.replace("{企业名称}", "")}, "text"),
        Wrong("a brace too few", {"text": _TEXT.replace("{企业名称}", "{企业名称")}, "text"),
    )
    good = {"title": "检查通知书", "text": _TEXT, "reason": "试用"}
    return Stand(reverse("notice-text-edit", args=_KIND), good, wrong=wrong)


@station("notice-text-start", "lead", StartForm)
def notice_text_start(county: County) -> Stand:
    write_draft(county)
    past = Wrong("a day that is over", {"since": _yesterday()}, "since")
    good = {"since": clock.today().isoformat()}
    return Stand(reverse("notice-text-start", args=_KIND), good, wrong=(past,))


@station("notice-text-give-back", "lead", GiveBackForm)
def notice_text_give_back(county: County) -> Stand:
    write_draft(county)
    draft = texts.draft_of(INSPECTION_NOTICE, texts.scope_of(county.lead))
    assert draft is not None
    texts.put_in_force(by=county.lead, draft=draft, since=clock.today())
    past = Wrong("a day that is over", {"since": _yesterday()}, "since")
    good = {"since": clock.today().isoformat(), "reason": "用标准文本"}
    return Stand(reverse("notice-text-give-back", args=_KIND), good, wrong=(past,))


@station("draw-notice-again", "lead", IssueForm)
def draw_notice_again(county: County) -> Stand:
    case = frozen_case(county).issued()
    row = case.part(county.market).object_tasks.first()
    assert row is not None
    page = reverse("draw-notice-again", args=[case.draw.pk, row.object_id])
    return Stand(page, {"reason": "检查人员已更换"})


@station("review-notice", "lead", IssueForm)
def review_notice(county: County) -> Stand:
    row = make_record(county).object_task
    Task.objects.update(issued_at=clock.now())
    issuing.issue_result(by=county.lead, row=row, reason="")
    return Stand(reverse("review-notice", args=[row.pk]), {"reason": "更正结果"})


@station("follow-up-notice", "lead", IssueForm)
def follow_up_notice(county: County) -> Stand:
    follow_up = follow_ups.open_for_record(by=county.reviewer, inspected=make_record(county))
    assert follow_up is not None
    due_on = clock.today() + timedelta(days=10)
    ordered = follow_ups.order_rectification(
        by=county.lead, follow_up=follow_up, due_on=due_on, requirement="补报年报"
    )
    issuing.issue_order(by=county.lead, follow_up=ordered, reason="")
    return Stand(reverse("follow-up-notice", args=[ordered.pk]), {"reason": "期限有误"})


def _joint_notice(county: County) -> IssuedNotice:
    case = frozen_case(county).issued()
    row = case.part(county.fire).object_tasks.first()
    return IssuedNotice.objects.get(task=case.task, object=row.object_id)


@station("recusal-request", None, RecusalRequestForm)
def recusal_request(county: County) -> Stand:
    notice = _joint_notice(county)
    strange = TeamMember.objects.exclude(object_task__object=notice.object_id).first()
    good = {"member": named_members(notice).first().pk, "reason": "近亲属", "asked_by": "店长"}
    return Stand(request_address(notice), good, elsewhere={"member": strange.pk})


def _asked(county: County, verb: str) -> Stand:
    notice = _joint_notice(county)
    member = named_members(notice).first()
    made = ask_for_recusal(notice=notice, member=member, reason="近亲属", asked_by="店长")
    action = reverse("inspector-recusal-request-step", args=[made.pk, verb])
    return Stand(reverse("inspector-recusals"), {"reason": "情况属实"}, action)


@station("inspector-recusal-request-step grant", "head")
def recusal_request_grant(county: County) -> Stand:
    return _asked(county, "grant")


@station("inspector-recusal-request-step refuse", "head")
def recusal_request_refuse(county: County) -> Stand:
    return _asked(county, "refuse")
