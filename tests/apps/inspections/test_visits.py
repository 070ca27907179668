"""Agreeing on a day and arriving."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from certificates import certificates_end, certificates_taken
from issued_case import THAT_DAY, Issued, make_task, object_task, sub_task

from mingcha.accounts.models import RoleGrant
from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.inspections.actions.visits import begin_task, book_visit, start_visit
from mingcha.inspections.models import InspectionRecord, Visit
from mingcha.inspections.policies import least_officers
from mingcha.orgs.models import Parameter
from mingcha.plans.actions.caps import set_cap
from mingcha.registers.models import Inspector
from mingcha.tasks.caps import caps_reached
from mingcha.tasks.models import ObjectTask, Task

TOMORROW = (THAT_DAY + timedelta(days=1)).date()


def start(case: Issued, **changes: object) -> InspectionRecord:
    asked: dict[str, object] = {
        "by": case.county.inspector,
        "object_task": case.market_part,
        "methods": ["on_site"],
        "present": list(case.market_part.team.values_list("pk", flat=True)),
        "certificate_shown": True,
    }
    return start_visit(**(asked | changes))  # type: ignore[arg-type]


def test_the_first_visit_starts_the_task_and_makes_the_record(case: Issued):
    row = start(case)
    case.market_part.refresh_from_db()
    case.task.refresh_from_db()
    assert (case.market_part.state, case.task.state) == ("visiting", "in_progress")
    assert row.visit.started_at == row.visit.certificate_shown_at == THAT_DAY
    assert [r.item for r in row.item_results.all()] == [case.licence, case.address]
    event = AuditEvent.objects.get(type="visit.started")
    assert (event.body["object"], event.body["present"]) == ("91130136MA00000011", 2)


def test_departments_of_a_joint_task_share_the_visit_but_bring_their_own_officers(case: Issued):
    mine = start(case)
    theirs = start(
        case,
        by=case.county.fire_inspector,
        object_task=case.fire_part,
        present=list(case.fire_part.team.values_list("pk", flat=True)),
    )
    assert mine.visit == theirs.visit
    assert Visit.objects.count() == 1
    assert theirs.item_results.get().item.name == "疏散通道检查"


def test_without_a_shown_certificate_nothing_begins_on_the_spot(case: Issued):
    with pytest.raises(GuardFailed, match="出示执法证"):
        start(case, certificate_shown=False)
    row = start(case, certificate_shown=False, methods=["written"])
    assert row.visit.certificate_shown_at is None


def test_one_certified_officer_is_not_enough(case: Issued):
    with pytest.raises(GuardFailed, match="只有1名，至少要2名"):
        start(case, present=[])


def set_parameter(case: Issued, key: str) -> None:
    Parameter.objects.create(key=key, region=case.county.region, value=True, reason="本地规定")


def test_a_joint_team_may_count_together(case: Issued):
    set_parameter(case, "team.joint_counts_together")
    alone = case.market_part.team.get(inspector__user=case.county.inspector)
    assert start(case, present=[alone.pk])
    case.fire_part.team.all().delete()
    assert least_officers(case.market_part) == 2


def test_people_without_a_certificate_may_count_beside_one_who_has_it(case: Issued):
    certificates_taken(case.people["colleague"])
    with pytest.raises(GuardFailed, match="只有1名，至少要2名"):
        start(case)
    set_parameter(case, "team.assist_counts")
    assert start(case)


def test_people_without_a_certificate_never_count_alone(case: Issued):
    set_parameter(case, "team.assist_counts")
    certificates_taken()
    with pytest.raises(GuardFailed):
        start(case)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (partial(certificates_end, date(2026, 9, 15)), "到期"),
        (certificates_taken, "没有执法证"),
        (lambda who: Inspector.objects.filter(pk=who.pk).update(state="suspended"), "暂停执法"),
        (lambda who: Inspector.objects.filter(pk=who.pk).update(kind="assistant"), "辅助人员"),
    ],
)
def test_the_own_certificate_must_be_valid_that_day(case: Issued, change, words):
    change(case.people["inspector"])
    with pytest.raises(GuardFailed, match=words):
        start(case)


def test_a_colleague_of_another_department_does_not_count(case: Issued):
    member = case.market_part.team.get(slot=1)
    member.inspector = case.people["fire_colleague"]
    member.save()
    with pytest.raises(GuardFailed, match="只有1名"):
        start(case)


def test_a_way_of_checking_is_chosen(case: Issued):
    with pytest.raises(DomainError) as fault:
        start(case, methods=[])
    assert fault.value.field == "methods"
    with pytest.raises(DomainError):
        start(case, methods=["by_ear"])


def test_other_inspectors_find_nothing(case: Issued):
    with pytest.raises(NotFound):
        start(case, by=case.county.fire_inspector)
    with pytest.raises(NotFound):
        book_visit(by=case.county.reviewer, object_task=case.market_part, day=TOMORROW)


def test_a_member_without_the_role_is_forbidden(case: Issued):
    RoleGrant.objects.filter(user=case.county.colleague).delete()
    with pytest.raises(Forbidden):
        start(case, by=case.county.colleague)


def test_a_visit_starts_once_and_only_in_an_issued_task(case: Issued):
    start(case)
    with pytest.raises(WrongState):
        start(case, by=case.county.colleague)
    case.task.state = "closed"
    case.task.save()
    with pytest.raises(DomainError, match="已经结束"):
        start(case)


def test_a_day_is_booked_and_moved_for_a_reason(case: Issued):
    by = case.county.inspector
    visit = book_visit(by=by, object_task=case.market_part, day=TOMORROW)
    assert visit.planned_on == TOMORROW
    book_visit(by=by, object_task=case.market_part, day=TOMORROW)
    later = TOMORROW + timedelta(days=3)
    with pytest.raises(DomainError) as fault:
        book_visit(by=by, object_task=case.market_part, day=later)
    assert fault.value.field == "reason"
    visit = book_visit(by=by, object_task=case.market_part, day=later, reason="店主外出")
    assert visit.planned_on == later
    assert AuditEvent.objects.filter(type="visit.booked").last().body["reason"] == "店主外出"


@pytest.mark.parametrize("day", [date(2026, 9, 15), date(2027, 1, 1)])
def test_a_day_lies_between_today_and_the_end_of_the_task(case: Issued, day: date):
    with pytest.raises(DomainError) as fault:
        book_visit(by=case.county.inspector, object_task=case.market_part, day=day)
    assert fault.value.field == "day"


def test_no_day_is_booked_once_the_check_has_begun(case: Issued):
    start(case)
    with pytest.raises(DomainError, match="已经开始"):
        book_visit(by=case.county.inspector, object_task=case.market_part, day=TOMORROW)


def test_an_announced_check_waits_for_its_notice(case: Issued):
    ObjectTask.objects.filter(pk=case.market_part.pk).update(state="assigned")
    with pytest.raises(GuardFailed, match="先约定日期并送达通知"):
        start(case)
    book_visit(
        by=case.county.inspector,
        object_task=case.market_part,
        day=THAT_DAY.date(),
        notice_served=True,
    )
    case.market_part.refresh_from_db()
    assert case.market_part.state == "notified"
    start(case)


def test_a_surprise_check_needs_no_notice_but_its_day_may_be_planned(case: Issued):
    ObjectTask.objects.filter(pk=case.market_part.pk).update(state="assigned")
    case.task.disclosing = "deferred"
    case.task.save()
    for day in (TOMORROW, THAT_DAY.date()):
        book_visit(
            by=case.county.inspector, object_task=case.market_part, day=day, reason="调整路线"
        )
    start(case)
    case.market_part.refresh_from_db()
    assert case.market_part.state == "visiting"


@pytest.mark.parametrize(
    ("first", "last", "is_away"),
    [(15, 15, ""), (16, 16, "请休假"), (15, 17, "请休假"), (17, 17, "")],
)
def test_who_is_away_that_day_does_not_begin_a_visit(
    case: Issued, first: int, last: int, is_away: str
):
    case.people["inspector"].absences.create(
        kind="leave",
        starts_on=date(2026, 9, first),
        ends_on=date(2026, 9, last),
        reason="年休假",
        entered_by="lead",
    )
    if not is_away:
        assert start(case)
        return
    with pytest.raises(GuardFailed, match=is_away):
        start(case)


def test_who_declared_an_interest_meanwhile_does_not_begin_nor_count(case: Issued):
    recused = case.people["colleague"].recusals.create(
        object=case.shop, reason="亲属", declared_by="x"
    )
    with pytest.raises(GuardFailed, match="只有1名"):
        start(case)
    recused.inspector = case.people["inspector"]
    recused.save()
    with pytest.raises(GuardFailed, match="回避登记"):
        start(case)
    recused.state, recused.ended_on = "rejected", date(2026, 9, 16)
    recused.save()
    assert start(case)


def test_beyond_a_cap_nobody_begins_without_a_ground(case: Issued):
    set_cap(
        by=case.county.office,
        title="餐饮一年一次",
        max_visits=1,
        basis="澄双随办〔2026〕3号",
        since=date(2026, 1, 1),
        window="year",
    )
    other = make_task(case.county, "13013620260009")
    part = sub_task(other, case.county.market, [case.licence], lead=True)
    gone = object_task(part, case.shop, [])
    ObjectTask.objects.filter(pk=gone.pk).update(state="notified")
    assert caps_reached(case.market_part, THAT_DAY.date()) == []
    ObjectTask.objects.filter(pk=gone.pk).update(state="published")
    with pytest.raises(DomainError, match="已达到检查频次上限（餐饮一年一次）"):
        start(case)
    start(case, beyond_cap_reason="联合检查已经通知当事人，经负责人批准")
    assert Visit.objects.get().beyond_cap_reason == "联合检查已经通知当事人，经负责人批准"
    told = AuditEvent.objects.get(type="visit.started")
    assert told.body["reason"] == "联合检查已经通知当事人，经负责人批准"
    start(  # the other department goes along
        case,
        by=case.county.fire_inspector,
        object_task=case.fire_part,
        present=list(case.fire_part.team.values_list("pk", flat=True)),
    )


def test_a_task_voided_while_somebody_arrives_is_not_begun(case: Issued):
    Task.objects.update(state="voided", void_reason="方案有误")
    with pytest.raises(DomainError, match="已经结束"):
        begin_task(case.task, case.county.inspector)
