"""What is due is done with what shows it; late is late, and may be sent back (R-121 to R-132)."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from county import County
from obligation_case import PDF, due, set_obligation

from mingcha.audit.models import AuditEvent
from mingcha.core.planning.recurrence import yearly
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.inbox.selectors.messages import messages_of
from mingcha.orgs.models import Parameter
from mingcha.plans.actions.occurrences import (
    Upload,
    adopt_seen,
    finish_occurrence,
    return_occurrence,
    withdraw_occurrence,
)
from mingcha.plans.models import Obligation, Occurrence
from mingcha.plans.selectors.occurrences import (
    days_of_year,
    get_occurrence,
    get_occurrence_file,
    overdue,
    punctuality,
    visible_occurrences,
)


@pytest.fixture(autouse=True)
def new_year():
    with time_machine.travel("2026-01-05T08:00:00+08:00", tick=False):
        yield


@pytest.fixture
def forms(county: County) -> Obligation:
    return set_obligation(county.office)


def at(day: str):
    return time_machine.travel(f"{day}T08:00:00+08:00", tick=False)


def test_it_is_done_on_a_day_with_a_text_or_a_file(county: County, forms: Obligation):
    with at("2026-01-18"):
        row = finish_occurrence(
            by=county.fire_lead,
            occurrence=due(county, forms, 1),
            done_on=date(2026, 1, 17),
            note="已报送，澄消〔2026〕2号",
        )
        assert (row.state, row.done_by, row.is_late) == ("done", "fire_lead", False)
        other = finish_occurrence(
            by=county.fire_lead,
            occurrence=due(county, forms, 2),
            done_on=date(2026, 1, 18),
            upload=Upload("月报表.pdf", PDF),
        )
    file = get_occurrence_file(county.office, other.pk, other.files.get().pk)
    assert str(file) == "月报表.pdf"
    with pytest.raises(NotFound):
        get_occurrence_file(county.outsider, other.pk, file.pk)
    event = AuditEvent.objects.filter(type="occurrence.changed").latest("pk")
    assert (event.body["action"], event.body["is_late"]) == ("finish", False)


def test_without_a_text_or_a_file_or_on_a_day_to_come_it_is_not_done(
    county: County, forms: Obligation
):
    row, by = due(county, forms, 1), county.fire_lead
    with pytest.raises(GuardFailed, match="完成情况"):
        finish_occurrence(by=by, occurrence=row, done_on=date(2026, 1, 5), note=" ")
    for done_on, upload, field in (
        (date(2026, 1, 6), None, "done_on"),
        (date(2026, 1, 5), Upload("表.exe", b"MZ"), "file"),
    ):
        with pytest.raises(DomainError) as refused:
            finish_occurrence(by=by, occurrence=row, done_on=done_on, note="报", upload=upload)
        assert refused.value.field == field
    Parameter.objects.create(
        key="obligation.max_megabytes", region=county.region, value=0, reason="试用"
    )
    with pytest.raises(DomainError, match="MB"):
        finish_occurrence(
            by=by, occurrence=row, done_on=date(2026, 1, 5), upload=Upload("表.pdf", PDF)
        )
    row.refresh_from_db()
    assert row.state == "open"


def test_done_late_stays_late_and_entered_late_is_told(county: County, forms: Obligation):
    with at("2026-02-25"):
        late = finish_occurrence(
            by=county.fire_lead,
            occurrence=due(county, forms, 1),
            done_on=date(2026, 2, 24),
            note="已报送",
        )
        afterwards = finish_occurrence(
            by=county.fire_lead,
            occurrence=due(county, forms, 2),
            done_on=date(2026, 2, 20),
            note="已报送",
        )
    assert (late.is_late, late.is_entered_late) == (True, False)
    assert (afterwards.is_late, afterwards.is_entered_late) == (False, True)


def test_only_who_answers_enters_it(county: County, forms: Obligation):
    row = due(county, forms, 1)
    told = {"occurrence": row, "done_on": date(2026, 1, 5), "note": "已报送"}
    for other in (county.lead, county.office):
        with pytest.raises(Forbidden, match="其他单位"):
            finish_occurrence(by=other, **told)
    of_market = due(county, forms, 1, "market")
    with pytest.raises(Forbidden, match="其他单位"):
        finish_occurrence(by=county.office, **told | {"occurrence": of_market})
    with pytest.raises(NotFound):
        finish_occurrence(by=county.outsider, **told)
    with pytest.raises(Forbidden):
        finish_occurrence(by=county.inspector, **told)
    office = set_obligation(county.office, rule=yearly("11-05"), answered_by=["office"])
    told["occurrence"] = office.occurrences.get()
    with pytest.raises(Forbidden):
        finish_occurrence(by=county.lead, **told)
    assert finish_occurrence(by=county.office, **told).done_by == "office"


def test_the_office_sends_it_back_and_who_answers_is_told(county: County, forms: Obligation):
    row = due(county, forms, 1)
    told = {"done_on": date(2026, 1, 5), "note": "已报送", "upload": Upload("表.pdf", PDF)}
    with pytest.raises(WrongState):
        return_occurrence(by=county.office, occurrence=row, reason="没有盖章")
    finish_occurrence(by=county.fire_lead, occurrence=row, **told)
    with pytest.raises(GuardFailed, match="理由"):
        return_occurrence(by=county.office, occurrence=row, reason=" ")
    with pytest.raises(Forbidden):
        return_occurrence(by=county.fire_lead, occurrence=row, reason="没有盖章")
    with pytest.raises(NotFound):
        return_occurrence(by=county.outsider, occurrence=row, reason="没有盖章")
    back = return_occurrence(by=county.office, occurrence=row, reason="没有盖章")
    assert (back.state, back.done_on, back.return_note) == ("returned", None, "没有盖章")
    (message,) = messages_of(county.fire_lead)
    assert message.title == "月报表被退回"
    assert "没有盖章" in message.text
    with pytest.raises(DomainError, match="传过了"):
        finish_occurrence(by=county.fire_lead, occurrence=row, **told)
    again = finish_occurrence(by=county.fire_lead, occurrence=row, **told | {"upload": None})
    assert (again.state, again.return_note, again.files.count()) == ("done", "", 1)


def test_what_was_entered_by_mistake_is_taken_back_by_who_answers(county: County):
    own = set_obligation(county.office, rule=yearly("11-05"), answered_by=["office"])
    row, told = own.occurrences.get(), {"done_on": date(2026, 1, 5), "note": "已报送"}
    finish_occurrence(by=county.office, occurrence=row, **told)
    with pytest.raises(GuardFailed, match="撤回登记"):
        return_occurrence(by=county.office, occurrence=row, reason="没有盖章")
    with pytest.raises(Forbidden):
        withdraw_occurrence(by=county.lead, occurrence=row)
    back = withdraw_occurrence(by=county.office, occurrence=row)
    assert (back.state, back.done_on, back.done_by) == ("open", None, "")


def test_what_the_platform_does_not_see_is_not_taken_over(county: County, forms: Obligation):
    with pytest.raises(DomainError, match="还没有查到"):
        adopt_seen(by=county.fire_lead, occurrence=due(county, forms, 1))


def test_late_days_come_first_and_count_who_has_done_it(county: County, forms: Obligation):
    with at("2026-02-21"):
        for month in (1, 2):
            finish_occurrence(
                by=county.fire_lead,
                occurrence=due(county, forms, month),
                done_on=date(2026, 1, 21),
                note="已报送",
            )
        found = days_of_year(county.office, 2026)
        assert [day.due_on.month for day in found[:3]] == [1, 2, 3]
        assert [(day.done, day.total, day.late) for day in found[:2]] == [(1, 2, 1), (1, 2, 0)]
        assert [day.is_late for day in found[:3]] == [True, True, False]
        assert "state=all" in found[0].page
        own = days_of_year(county.fire_lead, 2026)
        assert [day.due_on.month for day in own[:2]] == [1, 2]
        assert own[0].is_done
        assert get_occurrence(county.fire_lead, own[0].first).page == own[0].page
        assert overdue(visible_occurrences(county.office)).count() == 2
    with pytest.raises(NotFound):
        get_occurrence(county.outsider, own[0].first)


def test_the_on_time_rate_is_of_what_was_due(county: County, forms: Obligation):
    set_obligation(county.office, rule=yearly("11-05"), answered_by=["office"])
    with at("2026-03-01"):
        for month, day in ((1, date(2026, 1, 20)), (2, date(2026, 2, 21))):
            finish_occurrence(
                by=county.fire_lead, occurrence=due(county, forms, month), done_on=day, note="报"
            )
        office, market, fire = punctuality(county.office, 2026)
        assert (office.department, office.due, office.rate_bp) == ("澄川县双随办", 0, None)
        assert (market.in_time, market.late, market.missing, market.waiting) == (0, 0, 2, 10)
        assert (fire.in_time, fire.late, fire.missing, fire.waiting) == (1, 1, 0, 10)
        assert (fire.due, fire.rate_bp, market.rate_bp) == (2, 5000, 0)
        assert punctuality(county.fire_lead, 2026) == [fire]
        assert punctuality(county.office, 2025) == []


def test_the_database_refuses_done_by_nobody(county: County, forms: Obligation):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(obligation=forms).update(state="done")
