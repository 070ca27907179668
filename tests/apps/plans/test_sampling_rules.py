"""Sampling rules in five parts: signed by another, in force from a day, changed by version."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from county import County
from django.db import IntegrityError, transaction

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.plans.actions import sampling_rules as actions
from mingcha.plans.models import SamplingRules
from mingcha.plans.selectors.sampling_rules import (
    changed_parts,
    get_rules,
    rules_in_force,
    rules_of_departments,
)
from mingcha.plans.selectors.waiting import waiting_for
from mingcha.publication.models import Publication

FEBRUARY = date(2026, 2, 1)
PARTS = {
    "principles": "依法、公开、随机",
    "tasks": "按年度计划抽查",
    "methods": "定向与不定向相结合",
    "publicity": "二十个工作日内公示",
    "supervision": "每年考核一次",
}


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel("2026-01-10T09:00:00+08:00", tick=False):
        yield


def drafted(county: County, day: date | None = FEBRUARY, **parts: str) -> SamplingRules:
    rules = actions.draft_rules(by=county.lead, reason="补充公示期限")
    return actions.write_rules(by=county.lead, rules=rules, parts=PARTS | parts, effective_from=day)


def issued(county: County, day: date = FEBRUARY, **parts: str) -> SamplingRules:
    rules = drafted(county, day, **parts)
    actions.submit_rules(by=county.lead, rules=rules)
    actions.issue_rules(by=county.head, rules=rules)
    return SamplingRules.objects.get(pk=rules.pk)


def test_rules_are_in_force_from_their_day_until_the_next_version(county: County):
    first = issued(county)
    second = issued(county, date(2026, 6, 1), publicity="十个工作日内公示")
    assert rules_in_force(county.market, date(2026, 1, 31)) is None
    assert rules_in_force(county.market, FEBRUARY) == first
    assert rules_in_force(county.market, date(2026, 5, 31)) == first
    assert rules_in_force(county.market, date(2026, 6, 1)) == second
    assert rules_in_force(county.fire, date(2026, 6, 1)) is None
    [change] = changed_parts(second)
    assert change.title == "抽查结果公示"
    assert [mark.text for mark in change.marks if mark.kind == "gone"] == ["二"]
    assert changed_parts(first) == []


def test_every_version_is_public_with_its_reason(county: County):
    issued(county)
    issued(county, date(2026, 6, 1))
    versions = Publication.objects.filter(kind="rules").order_by("version")
    assert [(v.key, v.version, v.reason) for v in versions] == [
        ("130136-SCJG", 1, ""),
        ("130136-SCJG", 2, "补充公示期限"),
    ]
    assert [section["title"] for section in versions[0].content["sections"]] == [
        "抽查原则",
        "抽查任务",
        "抽查方式",
        "抽查结果公示",
        "监督和考核",
    ]
    told = AuditEvent.objects.filter(type="sampling_rules.changed")
    assert [event.body["action"] for event in told.order_by("seq")] == [
        *("create", "submit", "issue"),
        *("change", "submit", "issue"),
    ]


def test_all_five_parts_and_a_day_are_asked_for(county: County):
    rules = drafted(county, None, methods=" ")
    with pytest.raises(GuardFailed, match="抽查方式、施行日期"):
        actions.submit_rules(by=county.lead, rules=rules)


def test_a_day_that_is_over_or_not_after_the_last_is_refused(county: County):
    with pytest.raises(DomainError, match="已经过去"):
        drafted(county, date(2026, 1, 9))
    SamplingRules.objects.all().delete()
    issued(county)
    with pytest.raises(DomainError, match="晚于上一版的 2026-02-01"):
        drafted(county, FEBRUARY)


def test_what_was_signed_too_late_goes_back(county: County):
    rules = drafted(county)
    actions.submit_rules(by=county.lead, rules=rules)
    with (
        time_machine.travel("2026-02-02T09:00:00+08:00", tick=False),
        pytest.raises(GuardFailed, match="已经过去"),
    ):
        actions.issue_rules(by=county.head, rules=rules)


def test_who_drafted_never_signs(county: County):
    rules = drafted(county)
    actions.submit_rules(by=county.lead, rules=rules)
    with pytest.raises((Forbidden, NotPermitted)):
        actions.issue_rules(by=county.lead, rules=rules)
    SamplingRules.objects.update(drafted_by="head")
    with pytest.raises(GuardFailed, match="起草人"):
        actions.issue_rules(by=county.head, rules=rules)
    with pytest.raises(IntegrityError), transaction.atomic():
        SamplingRules.objects.update(approved_by="head")


def test_they_come_back_with_a_reason_and_are_withdrawn(county: County):
    rules = drafted(county)
    actions.submit_rules(by=county.lead, rules=rules)
    assert [to_do.title for to_do in waiting_for(county.head)] == ["签发抽查规则"]
    with pytest.raises(DomainError, match="草稿"):
        actions.write_rules(by=county.lead, rules=rules, parts=PARTS, effective_from=None)
    actions.return_rules(by=county.head, rules=rules, reason="考核不清")
    assert [to_do.title for to_do in waiting_for(county.lead)] == ["修改被退回的抽查规则"]
    actions.submit_rules(by=county.lead, rules=rules)
    actions.withdraw_rules(by=county.lead, rules=rules)
    assert SamplingRules.objects.get().state == "draft"


def test_one_version_is_drafted_at_a_time_and_a_change_has_its_reason(county: County):
    drafted(county)
    with pytest.raises(DomainError, match="正在起草"):
        drafted(county)
    SamplingRules.objects.all().delete()
    issued(county)
    with pytest.raises(DomainError, match="修订原因"):
        actions.draft_rules(by=county.lead, reason=" ")


def test_drafts_of_others_are_not_seen_what_they_issued_is(county: County):
    rules = drafted(county)
    with pytest.raises(NotFound):
        get_rules(county.fire_lead, rules.pk)
    with pytest.raises(NotFound):
        actions.submit_rules(by=county.fire_lead, rules=rules)
    with pytest.raises(NotFound):
        actions.draft_rules(by=county.sys_admin)
    assert get_rules(county.office, rules.pk) == rules
    actions.submit_rules(by=county.lead, rules=rules)
    actions.issue_rules(by=county.head, rules=rules)
    assert get_rules(county.fire_lead, rules.pk) == rules


def test_the_office_sees_who_has_which_rules(county: County):
    first = issued(county, date(2026, 1, 10))
    second = drafted(county)
    rows = rules_of_departments(county.office)
    assert [(row.department, row.in_force, row.in_work) for row in rows] == [
        (county.market, first, second),
        (county.fire, None, None),
    ]
