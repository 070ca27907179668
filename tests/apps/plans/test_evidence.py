"""The platform sees what shows an occurrence as done, and proposes it (B.13)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from county import County
from obligation_case import set_obligation
from task_station import make_inspectors

from mingcha.core.planning.recurrence import Rule, monthly, yearly
from mingcha.plans.actions.occurrences import adopt_seen
from mingcha.plans.evidence import Seen, seen_for
from mingcha.plans.models import (
    AnnualScheme,
    Occurrence,
    PlanFiling,
    PlanVersion,
    SamplingRules,
)
from mingcha.publication.models import Publication
from mingcha.registers.models import Inspector, TrainingRecord
from mingcha.reports.models import Report


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel("2026-01-05T08:00:00+08:00", tick=False):
        yield


def at(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 4, tzinfo=UTC)


def owed(county: County, evidence: str, rule: Rule, answered_by: str = "members"):
    """Return what the market department, or the office, owes under a kind of evidence."""
    made = set_obligation(
        county.office, title="事项", rule=rule, evidence=evidence, answered_by=[answered_by]
    )
    department = None if answered_by == "office" else county.market
    return made.occurrences.filter(department=department)


def seen(row: Occurrence) -> Seen | None:
    return seen_for([row]).get(row.pk)


def test_a_published_plan_is_taken_over_with_its_day(county: County, draft: PlanVersion):
    row = owed(county, "plan_published", yearly("01-20")).get()
    assert seen(row) is None
    PlanVersion.objects.filter(pk=draft.pk).update(state="published", published_at=at(1, 15))
    found = seen(row)
    assert found is not None
    assert (found.day, found.text) == (date(2026, 1, 15), f"“{draft.plan.title}”已公布")
    with time_machine.travel("2026-02-01T08:00:00+08:00", tick=False):
        done = adopt_seen(by=county.lead, occurrence=row)
    assert (done.done_on, done.is_late, done.is_entered_late) == (date(2026, 1, 15), False, True)
    assert (done.seen, done.seen_url) == (found.text, found.url)


def test_a_filed_plan_is_seen_unless_it_came_back(county: County, draft: PlanVersion):
    row = owed(county, "plan_filed", yearly("08-31")).get()
    filing = PlanFiling.objects.create(version=draft, filed_by="lead", filed_at=at(8, 20))
    found = seen(row)
    assert found is not None
    assert found.day == date(2026, 8, 20)
    assert "第1版" in found.text
    PlanFiling.objects.filter(pk=filing.pk).update(state="returned")
    assert seen(row) is None


@pytest.mark.parametrize(("issuer", "whom"), [("region", "office"), ("department", "members")])
def test_an_issued_scheme_is_seen_of_its_issuer_alone(county: County, issuer: str, whom: str):
    row = owed(county, "scheme_issued", yearly("12-31"), whom).get()
    AnnualScheme.objects.create(
        issuer=issuer,
        department=county.market,
        region=county.region,
        year=2026,
        title="方案",
        number="3号",
        state="issued",
        issued_at=at(2, 5),
        drafted_by="lead",
    )
    found = seen(row)
    assert found is not None
    assert found.text == "“方案”（3号）已印发"
    other = "office" if whom == "members" else "members"
    assert seen(owed(county, "scheme_issued", yearly("12-30"), other).get()) is None


def test_rules_that_stand_on_the_day_are_seen(county: County):
    row = owed(county, "rules_issued", yearly("06-30")).get()
    assert seen(row) is None
    for version, month in ((1, 2), (2, 5), (3, 9)):
        SamplingRules.objects.create(
            department=county.market,
            version=version,
            state="issued",
            issued_at=at(month, 1),
            effective_from=date(2026, month, 2),
            reason="补充" if version > 1 else "",
            drafted_by="lead",
        )
    found = seen(row)
    assert found is not None
    assert found.text == "抽查规则第2版已印发"
    early = owed(county, "rules_issued", yearly("01-20")).get()
    late = seen(early)
    assert late is not None
    assert late.day == date(2026, 2, 1)


def test_a_training_since_it_was_in_hand_is_seen(county: County):
    row = owed(county, "training_held", yearly("10-31", "03-01")).get()
    make_inspectors(county.market, 1)
    inspector = Inspector.objects.filter(department=county.market)[0]
    for held_on, is_withdrawn in (
        (date(2026, 2, 1), False),
        (date(2026, 3, 5), True),
        (date(2026, 5, 6), False),
    ):
        TrainingRecord.objects.create(
            inspector=inspector,
            held_on=held_on,
            topic="业务培训",
            hours=2,
            entered_by="lead",
            is_withdrawn=is_withdrawn,
        )
    found = seen(row)
    assert found is not None
    assert found.text == "2026年5月6日培训：业务培训"


@pytest.mark.parametrize(
    ("evidence", "kind"), [("items_published", "item_list"), ("staff_published", "staff_list")]
)
def test_a_list_published_in_its_year_is_seen(county: County, evidence: str, kind: str):
    row = owed(county, evidence, yearly("03-31")).get()
    key = f"{county.region.pk}-{county.market.code}"
    for version, day in ((1, at(12, 1, 2025)), (2, at(3, 2)), (3, at(3, 9))):
        Publication.objects.create(
            kind=kind,
            key=key,
            version=version,
            title="清单",
            region_prefix=county.region.prefix,
            department="局",
            content={},
            digest="0",
            reason="更新",
            published_by="lead",
            published_at=day,
        )
    found = seen(row)
    assert found is not None
    assert (found.day, found.text) == (date(2026, 3, 2), "清单第2版已公布")
    office = owed(county, evidence, yearly("03-30"), "office").get()
    assert seen(office) is None


def test_a_monthly_form_is_seen_of_the_month_before_or_of_the_month_by_its_day(county: County):
    rows = owed(county, "report_submitted", monthly(20), "office")
    march = rows.get(due_on__month=3)

    def submitted(month: int, day: datetime, state: str = "submitted") -> None:
        Report.objects.update_or_create(
            form="C",
            region=county.region,
            department=None,
            year=2026,
            month=month,
            defaults={
                "state": state,
                "submitted_at": day,
                "definition": "G-1/1",
                "computed_by": "office",
            },
        )

    submitted(2, at(2, 18))
    assert seen(march) is None  # it was February's
    submitted(3, at(3, 25))
    assert seen(march) is None  # it will be April's
    submitted(3, at(3, 18))
    found = seen(march)
    assert found is not None
    assert found.text == "2026年3月月报表C已报送"
    submitted(3, at(4, 10))
    submitted(2, at(3, 22))
    late = seen(march)
    assert late is not None
    assert late.day == date(2026, 3, 22)
    submitted(2, at(3, 22), "returned")
    assert seen(march) is None
    assert set(seen_for(rows)) == {rows.get(due_on__month=4).pk}
