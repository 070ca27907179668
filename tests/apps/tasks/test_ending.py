"""A draw ends without a result before anybody revealed, or because somebody did not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from ceremony_case import SECRETS, Case, frozen_case
from county import County

from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.tasks.actions import ceremony, ending
from mingcha.tasks.models import LogEntry


@pytest.fixture
def case(county: County) -> Case:
    return frozen_case(county)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> object:
    def pass_by() -> None:
        then = clock.now() + timedelta(hours=9)
        monkeypatch.setattr(clock, "now", lambda: then)

    return pass_by


def test_the_head_voids_a_draw_before_anybody_reveals(case: Case, county: County):
    case.sealed()
    with pytest.raises(Forbidden):
        ending.void_draw(by=county.operator, draw=case.draw, reason="名录有误")
    with pytest.raises(GuardFailed, match="理由"):
        ending.void_draw(by=county.head, draw=case.draw, reason=" ")
    ending.void_draw(by=county.head, draw=case.draw, reason="名录有误")
    assert case.fresh().draw.state == "voided"
    assert LogEntry.objects.order_by("-seq").first().body == {"reason": "名录有误"}


def test_after_a_reveal_nobody_voids(case: Case, county: County):
    case.revealed_by_organiser()
    with pytest.raises(WrongState):
        ending.void_draw(by=county.head, draw=case.draw, reason="结果不理想")


def test_a_value_that_stands_in_the_rows_bars_voiding_too(case: Case, county: County):
    case.sealed()
    case.draw.parties.filter(order=0).update(reveal=SECRETS["organiser"])
    with pytest.raises(GuardFailed, match="不能作废"):
        ending.void_draw(by=county.head, draw=case.draw, reason="结果不理想")


def test_who_did_not_reveal_is_named_in_the_log(case: Case, county: County, late):
    case.revealed_by_organiser()
    with pytest.raises(DomainError, match="期限未到"):
        ending.report_incident(by=county.operator, draw=case.draw, reason="见证方未到")
    late()
    ending.report_incident(by=county.operator, draw=case.draw, reason="见证方未到")
    assert case.fresh().draw.state == "incident"
    entry = LogEntry.objects.order_by("-seq").first()
    assert (entry.type, entry.body["missing"]) == ("INCIDENT", ["witness"])


def test_once_all_have_revealed_nothing_ends_the_draw(case: Case, county: County, late):
    case.revealed()
    late()
    with pytest.raises(DomainError, match="结果已定"):
        ending.report_incident(by=county.operator, draw=case.draw, reason="重来")
    ceremony.fix_seed(by=county.operator, draw=case.draw)
    with pytest.raises(WrongState):
        ending.report_incident(by=county.operator, draw=case.draw, reason="重来")
