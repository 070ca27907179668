"""Departments agree on one visit through the pages (R-065)."""

from __future__ import annotations

from http import HTTPStatus

import pytest
import time_machine
from county import County
from django.urls import reverse
from issued_case import THAT_DAY
from together_case import Together, together_case

from mingcha.tasks.models import VisitProposal

PAGE = "visits-together"


@pytest.fixture
def both(county: County):
    with time_machine.travel(THAT_DAY):
        yield together_case(county)


def test_two_departments_agree_on_one_visit_and_part_again(county: County, browse, both: Together):
    propose = reverse("visits-together-propose", args=[both.market.pk, both.fire.pk])
    assert propose in browse(county.lead).get(reverse(PAGE)).content.decode()
    assert "等待答复" in browse(county.lead).post(propose, follow=True).content.decode()
    assert browse(county.lead).post(propose).status_code == HTTPStatus.NOT_FOUND
    proposal = VisitProposal.objects.get()

    def step(verb: str) -> str:
        return reverse("visits-together-step", args=[proposal.pk, verb])

    assert step("withdraw") in browse(county.lead).get(reverse(PAGE)).content.decode()
    assert step("accept") in browse(county.fire_lead).get(reverse(PAGE)).content.decode()
    assert browse(county.fire_lead).post(step("burn")).status_code == HTTPStatus.NOT_FOUND
    assert (
        "两个部门同一天上门"
        in browse(county.fire_lead).post(step("accept"), follow=True).content.decode()
    )
    phone = browse(county.inspector).get(reverse("visit", args=[both.market.pk])).content.decode()
    assert "消防救援大队：消防救援大队抽查，同一天一次上门" in phone
    again = browse(county.lead).post(step("undo"), {"reason": ""}, follow=True).content.decode()
    assert "请写明理由" in again
    done = (
        browse(county.lead).post(step("undo"), {"reason": "对方改期"}, follow=True).content.decode()
    )
    assert "已解除合并入户" in done


def test_who_has_no_part_sees_no_proposal(county: County, browse, both: Together):
    browse(county.lead).post(
        reverse("visits-together-propose", args=[both.market.pk, both.fire.pk])
    )
    address = reverse("visits-together-step", args=[VisitProposal.objects.get().pk, "accept"])
    assert browse(county.outsider).post(address).status_code == HTTPStatus.NOT_FOUND
    assert browse(county.inspector).get(reverse(PAGE)).status_code == HTTPStatus.FORBIDDEN
