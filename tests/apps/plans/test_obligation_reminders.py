"""Who owes something is reminded before its day and after it, each time once (B.13)."""

from __future__ import annotations

import pytest
import time_machine
from county import County
from obligation_case import WHOLE_2026, due, set_obligation

from mingcha.core.planning.recurrence import yearly
from mingcha.inbox.models import Message
from mingcha.inbox.selectors.messages import messages_of
from mingcha.orgs.models import Parameter
from mingcha.plans.actions.occurrences import finish_occurrence
from mingcha.plans.models import Obligation
from mingcha.plans.reminders import remind


@pytest.fixture
def report(county: County) -> Obligation:
    with time_machine.travel("2026-09-01T08:00:00+08:00", tick=False):
        return set_obligation(county.office, title="自查报告", rule=yearly("11-05"))


def on(day: str) -> list[str]:
    """Remind on a day; return what is told anew of what is due."""
    told_before = set(Message.objects.values_list("pk", flat=True))
    with time_machine.travel(f"{day}T08:00:00+08:00", tick=False):
        remind()
    told = Message.objects.exclude(pk__in=told_before).filter(key__startswith="occurrence.")
    return list(told.order_by("pk").values_list("title", flat=True))


def test_ten_days_three_days_and_on_the_day_and_when_it_is_late(county: County, report):
    expected = {
        "2026-10-25": [],
        "2026-10-26": ["自查报告即将到期"] * 2,
        "2026-10-27": [],
        "2026-11-02": ["自查报告即将到期"] * 2,
        "2026-11-05": ["自查报告今天到期"] * 2,
        "2026-11-06": ["自查报告逾期没有完成"] * 2,
        "2026-11-11": [],
        "2026-11-12": ["自查报告逾期没有完成"] * 2,
        "2026-12-20": [],
    }
    assert {day: on(day) for day in expected} == expected
    told = [each for each in messages_of(county.fire_lead) if "自查报告" in each.title]
    assert len(told) == 5
    assert "已逾期 7 天" in told[0].text
    assert not [m for m in messages_of(county.office) if "自查报告" in m.title]


def test_who_has_done_it_is_left_alone(county: County, report: Obligation):
    with time_machine.travel("2026-10-20T08:00:00+08:00", tick=False):
        row = due(county, report, 11)
        finish_occurrence(
            by=county.fire_lead, occurrence=row, done_on=row.due_on.replace(month=10), note="已报"
        )
    assert on("2026-10-26") == ["自查报告即将到期"]


def test_the_days_are_parameters(county: County, report: Obligation):
    for key, value in (("obligation.remind_days", [20]), ("obligation.late_days", [])):
        Parameter.objects.create(key=key, region=county.region, value=value, reason="试用")
    assert len(on("2026-10-16")) == 2
    assert on("2026-11-01") == on("2026-11-20") == []


def test_office_and_unit_are_told_where_they_sit(county: County):
    with time_machine.travel("2026-09-01T08:00:00+08:00", tick=False):
        own = {"rule": yearly("11-05"), **WHOLE_2026}
        set_obligation(county.office, title="汇总", answered_by=["office"], **own)
        unit = county.market.units.get()
        set_obligation(county.office, title="台账", answered_by=[], units=[unit], **own)
    assert sorted(on("2026-11-05")) == ["台账今天到期", "汇总今天到期"]
    assert "汇总今天到期" in [m.title for m in messages_of(county.office)]
    assert "台账今天到期" in [m.title for m in messages_of(county.head)]
    assert "汇总今天到期" not in [m.title for m in messages_of(county.lead)]
