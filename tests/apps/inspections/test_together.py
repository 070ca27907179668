"""Two tasks begun by two departments go to the same object in one visit (R-065)."""

from __future__ import annotations

from datetime import date

import pytest
from county import County
from issued_case import THAT_DAY, holidays_2026
from together_case import Together, own_task, together_case

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.inspections.actions.together import (
    accept_together,
    decline_together,
    propose_together,
    undo_together,
    withdraw_together,
)
from mingcha.inspections.actions.visits import book_visit, start_visit
from mingcha.inspections.models import InspectionRecord, Visit
from mingcha.inspections.selectors.own import get_own
from mingcha.inspections.selectors.together import (
    could_go_along,
    could_go_together,
    get_visit_proposal,
)
from mingcha.inspections.selectors.waiting import waiting_for
from mingcha.plans.actions.caps import set_cap
from mingcha.registers.models import Inspector
from mingcha.tasks.caps import at_cap, caps_for
from mingcha.tasks.models import ObjectTask, TeamMember, VisitProposal
from mingcha.tasks.selectors.teams import visits_this_year

OCTOBER, LATER = date(2026, 10, 12), date(2026, 12, 1)


@pytest.fixture
def both(county: County, that_day) -> Together:
    holidays_2026()
    return together_case(county)


def proposed(both: Together) -> VisitProposal:
    return propose_together(by=both.county.lead, own=both.market, other=both.fire)


def accepted(both: Together) -> VisitProposal:
    proposal = proposed(both)
    accept_together(by=both.county.fire_lead, proposal=proposal)
    for row in (both.market, both.fire):
        row.refresh_from_db()
    proposal.refresh_from_db()
    return proposal


def arrive(both: Together, row: ObjectTask) -> InspectionRecord:
    by = both.county.inspector if row == both.market else both.county.fire_inspector
    return start_visit(
        by=by,
        object_task=row,
        methods=["on_site"],
        present=list(row.team.values_list("pk", flat=True)),
        certificate_shown=True,
    )


def book(both: Together, row: ObjectTask, day: date) -> Visit:
    by = both.county.inspector if row == both.market else both.county.fire_inspector
    return book_visit(by=by, object_task=row, day=day, reason="约好同一天")


def test_each_department_is_offered_the_others_visit(both: Together):
    assert list(could_go_together(both.county.lead)) == [(both.market, [both.fire])]
    assert list(could_go_together(both.county.fire_lead)) == [(both.fire, [both.market])]
    with pytest.raises(Forbidden):
        list(could_go_together(both.county.inspector))


@pytest.mark.parametrize(
    "changes",
    [
        {"disclosing": "deferred"},
        {"period_from": LATER, "period_to": LATER},
        {"state": "objects_drawn"},
    ],
)
def test_what_is_secret_at_another_time_or_not_issued_is_not_offered(both: Together, changes):
    for name, value in changes.items():
        setattr(both.market.task, name, value)
    both.market.task.save()
    both.fire.task.period_to = date(2026, 11, 1)
    both.fire.task.save()
    assert not could_go_along(both.fire).exists()
    assert not could_go_along(both.market).exists()
    with pytest.raises(NotFound):
        propose_together(by=both.county.fire_lead, own=both.fire, other=both.market)


def test_who_is_at_the_door_already_is_not_offered(both: Together):
    arrive(both, both.market)
    assert list(could_go_together(both.county.fire_lead)) == []


def test_agreed_both_teams_go_in_one_visit_on_one_day(both: Together):
    book(both, both.fire, OCTOBER)
    accepted(both)
    assert get_own(both.county.inspector, both.market.pk).planned_on == OCTOBER
    book(both, both.market, date(2026, 10, 13))
    assert get_own(both.county.fire_inspector, both.fire.pk).planned_on == date(2026, 10, 13)
    with pytest.raises(DomainError, match="2026-10-31"):
        book(both, both.market, LATER)
    mine, theirs = arrive(both, both.market), arrive(both, both.fire)
    assert mine.visit == theirs.visit
    assert Visit.objects.count() == 1
    assert mine.item_results.get().item != theirs.item_results.get().item
    verbs = [e.body["action"] for e in AuditEvent.objects.filter(type="visit.together")]
    assert verbs == ["propose_together", "accept_together"]


def test_a_day_that_does_not_suit_both_is_agreed_anew(both: Together):
    book(both, both.market, LATER)
    accepted(both)
    assert Visit.objects.get().planned_on is None


def test_one_visit_counts_once(both: Together):
    rule = set_cap(
        by=both.county.office,
        title="一年一次",
        max_visits=1,
        basis="县政办〔2026〕3号",
        since=date(2026, 1, 1),
        window="year",
    )
    assert rule in caps_for(both.fire.task, THAT_DAY.date())
    accepted(both)
    arrive(both, both.market)
    arrive(both, both.fire)  # without a word on the cap: it is the same visit
    ObjectTask.objects.update(state="recorded")
    assert visits_this_year(both.shop.pk, 2026) == 1
    rule.max_visits = 2
    assert not at_cap(rule, THAT_DAY.date()).exists()


def test_draws_lists_and_teams_stay_as_they_were(both: Together):
    def told() -> list[object]:
        members = TeamMember.objects.order_by("pk")
        lists = ObjectTask.objects.order_by("pk").values_list("task", "object", "state")
        return [*lists, *members.values_list("object_task", "inspector", "slot")]

    before = told()
    accepted(both)
    assert told() == before


def test_undone_before_the_visit_each_goes_alone_and_keeps_the_day(both: Together):
    proposal = accepted(both)
    book(both, both.market, OCTOBER)
    with pytest.raises(DomainError, match="理由"):
        undo_together(by=both.county.lead, proposal=proposal, reason=" ")
    with pytest.raises(DomainError, match="200"):
        undo_together(by=both.county.lead, proposal=proposal, reason="长" * 201)
    with pytest.raises(NotFound):
        undo_together(by=both.county.outsider, proposal=proposal, reason="不相干")
    undo_together(by=both.county.lead, proposal=proposal, reason="对方改期")
    both.fire.refresh_from_db()
    assert both.fire.visits_with is None
    assert list(Visit.objects.values_list("planned_on", flat=True)) == [OCTOBER, OCTOBER]
    assert arrive(both, both.market).visit != arrive(both, both.fire).visit
    assert AuditEvent.objects.filter(type="visit.together").last().body["reason"] == "对方改期"


def test_after_the_arrival_nothing_is_joined_or_parted(both: Together):
    proposal = accepted(both)
    arrive(both, both.fire)
    with pytest.raises(DomainError, match="已经到场"):
        undo_together(by=both.county.fire_lead, proposal=proposal, reason="不便")


def test_who_went_before_the_answer_is_not_joined(both: Together):
    proposal = proposed(both)
    arrive(both, both.market)
    with pytest.raises(DomainError, match="已经到场"):
        accept_together(by=both.county.fire_lead, proposal=proposal)


def test_the_asked_department_decides_and_the_asking_one_may_withdraw(both: Together):
    proposal = proposed(both)
    assert [to_do.title for to_do in waiting_for(both.county.fire_lead)] == [
        "答复合并入户建议：城关镇老槐树面馆"
    ]
    with pytest.raises(NotFound):
        accept_together(by=both.county.lead, proposal=proposal)
    with pytest.raises(NotFound):
        withdraw_together(by=both.county.fire_lead, proposal=proposal)
    with pytest.raises(NotFound):
        proposed(both)  # it is asked already
    with pytest.raises(DomainError, match="理由"):
        decline_together(by=both.county.fire_lead, proposal=proposal, reason="")
    decline_together(by=both.county.fire_lead, proposal=proposal, reason="时间不合")
    with pytest.raises(DomainError, match="未采纳"):
        accept_together(by=both.county.fire_lead, proposal=proposal)
    again = proposed(both)
    withdraw_together(by=both.county.lead, proposal=again)
    with pytest.raises(NotFound):
        get_visit_proposal(both.county.outsider, again.pk)
    assert get_visit_proposal(both.county.fire_lead, again.pk).state == "withdrawn"


def test_a_third_task_comes_along_with_the_visit_that_is_shared(both: Together):
    third = own_task(
        both.county,
        "13013620260003",
        both.shop,
        list(Inspector.objects.filter(staff_no__startswith="M")),
    )
    accepted(both)
    assert list(could_go_along(both.fire)) == [third]
    propose_together(by=both.county.fire_lead, own=both.fire, other=third)
    proposal = VisitProposal.objects.latest("pk")
    accept_together(by=both.county.lead, proposal=proposal)
    third.refresh_from_db()
    assert third.visits_with == both.market.task


def test_what_shares_a_visit_already_is_not_taken_into_another(both: Together):
    third = own_task(
        both.county,
        "13013620260003",
        both.shop,
        list(Inspector.objects.filter(staff_no__startswith="F")),
    )
    waiting = propose_together(by=both.county.fire_lead, own=third, other=both.market)
    accepted(both)
    with pytest.raises(DomainError, match="已经与其他任务合并入户"):
        accept_together(by=both.county.lead, proposal=waiting)
