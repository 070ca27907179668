"""The page behind the link of a notice: no account, nothing of others, and the head's answer."""

from __future__ import annotations

import re

import pytest
from ceremony_case import Case, frozen_case
from county import County
from django.test import Client
from django.urls import reverse

from mingcha.accounts.actions.guessing import FAILURES_PER_ADDRESS
from mingcha.notices.models import IssuedNotice, RecusalRequest
from mingcha.notices.selectors.recusal_requests import named_members, request_token
from mingcha.registers.models import Inspector
from mingcha.tasks.models import TeamMember

WHY = "近亲属在我单位的竞争对手任职"


@pytest.fixture
def case(county: County) -> Case:
    return frozen_case(county).issued()


@pytest.fixture
def notice(case: Case) -> IssuedNotice:
    row = case.part(case.county.fire).object_tasks.first()
    return IssuedNotice.objects.get(task=case.task, object=row.object_id)


def address(notice: IssuedNotice) -> str:
    return reverse("recusal-request", args=[request_token(notice)])


def answers(notice: IssuedNotice) -> dict[str, object]:
    return {"member": named_members(notice).first().pk, "reason": WHY, "asked_by": "店长"}


def test_the_notice_carries_the_link_and_the_answer_comes_by_it(
    case: Case, county: County, browse, notice: IssuedNotice
):
    printed = reverse("draw-notice", args=[case.draw.pk, notice.object_id])
    paper = browse(county.lead).get(printed).content.decode()
    link = re.search(r"http://testserver(/public/recusals/[\w~-]+/)", paper)
    assert link
    assert link[1] == address(notice)
    assert "<svg" in paper
    enterprise = Client()
    page = enterprise.post(link[1], answers(notice), follow=True).content.decode()
    assert "还没有决定" in page
    waiting = browse(county.head).get(reverse("inspector-recusals")).content.decode()
    assert WHY in waiting
    assert WHY not in browse(county.fire_head).get(reverse("inspector-recusals")).content.decode()
    request = RecusalRequest.objects.get()
    step = reverse("inspector-recusal-request-step", args=[request.pk, "grant"])
    assert browse(county.fire_head).post(step, {"reason": "x"}).status_code == 404
    browse(county.head).post(step, {"reason": "情况属实，同意"})
    page = enterprise.get(link[1]).content.decode()
    assert "同意回避：情况属实，同意" in page
    assert county.head.name not in page


def test_nothing_of_others_is_on_the_page(notice: IssuedNotice):
    page = Client().get(address(notice))
    text = page.content.decode()
    named = {member.inspector_id for member in named_members(notice)}
    for one in Inspector.objects.exclude(pk__in=named):
        assert one.name not in text
    for one in Inspector.objects.all():
        assert one.staff_no not in text
    others = TeamMember.objects.exclude(object_task__object=notice.object_id)
    for member in others.select_related("object_task__object"):
        assert f"{member.object_task.object.name}：" not in text
    assert page.headers["Cache-Control"] == "no-store, private"
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_an_officer_of_another_object_cannot_be_named(notice: IssuedNotice):
    foreign = TeamMember.objects.exclude(object_task__object=notice.object_id).first()
    page = Client().post(address(notice), answers(notice) | {"member": foreign.pk})
    assert "请从列表" in page.content.decode() or "请选择" in page.content.decode()
    assert WHY in page.content.decode()
    assert not RecusalRequest.objects.exists()


def test_who_tries_links_that_were_never_made_is_slowed_down(notice: IssuedNotice):
    client = Client()
    for _ in range(FAILURES_PER_ADDRESS):
        assert client.get(reverse("recusal-request", args=["1~guess"])).status_code == 404
    assert client.get(address(notice)).status_code == 404


def test_where_nobody_is_named_the_page_says_what_to_do(county: County, browse):
    case = frozen_case(county, mode="deferred").issued()
    notice = IssuedNotice.objects.filter(task=case.task).first()
    page = Client().get(address(notice)).content.decode()
    assert "当场提出回避申请" in page
    assert "<form" not in page.replace("<form-", "")
    printed = reverse("draw-notice", args=[case.draw.pk, notice.object_id])
    assert "/public/recusals/" not in browse(county.lead).get(printed).content.decode()
