"""Forms of what is due: obligations, the breakdown of a scheme, and what was done."""

from __future__ import annotations

from county import County
from django.urls import reverse
from obligation_case import PDF, set_obligation

from bad_input.stations import EMPTY_FILE, Stand, Upload, Wrong, station
from mingcha.foundation import clock
from mingcha.plans.actions.occurrences import finish_occurrence
from mingcha.plans.models import AnnualScheme, Occurrence
from mingcha.web.obligations.forms import FinishForm, ObligationForm, TaskForm

GOOD = {
    "title": "月报表",
    "kind": "monthly",
    "day": "20",
    "first_month": "1",
    "last_month": "12",
    "first_year": "2099",
    "last_year": "2099",
    "basis": "澄双随办〔2099〕3号",
}
YEARLY = {"kind": "yearly", "day": ""}


@station("obligation-new", "office", ObligationForm)
def obligation_new(county: County) -> Stand:
    return Stand(
        reverse("obligation-new"),
        GOOD | {"answered_by": ["members"]},
        elsewhere={
            "departments": county.outsider.department_id,
            "units": county.fire.units.get().pk,
        },
        wrong=(
            Wrong("no day of the month", {"day": ""}, "day"),
            Wrong("months the wrong way round", {"first_month": "9", "last_month": "8"}, "day"),
            Wrong("no day", {"kind": "once"}, "on"),
            Wrong("no days of the year", YEARLY, "days"),
            Wrong("days in words", YEARLY | {"days": "三月底"}, "days"),
            Wrong(
                "a span that ends before it begins",
                YEARLY | {"days": "03-01", "opens": "10-31"},
                "days",
            ),
            Wrong("years the wrong way round", {"last_year": "2098"}, "last_year"),
            Wrong("nobody answers", {"answered_by": []}, "answered_by"),
            Wrong(
                "nobody is there who would answer",
                {"answered_by": ["lower_offices"]},
                "answered_by",
            ),
            Wrong("never due", {"since": "2099-12-31"}, "day"),
        ),
    )


@station("scheme-break-down", "lead", TaskForm)
def scheme_break_down(county: County) -> Stand:
    scheme = AnnualScheme.objects.create(
        issuer="department",
        department=county.market,
        region=county.region,
        year=2099,
        title="2099年度实施方案",
        number="澄市监〔2099〕3号",
        state="issued",
        issued_at=clock.now(),
        drafted_by="lead",
    )
    unit, foreign = county.market.units.get(), county.fire.units.get()
    return Stand(
        reverse("scheme-break-down", args=[scheme.pk]),
        GOOD | {"task": "二（一）完善一单两库", "units": [str(unit.pk)]},
        elsewhere={"units": foreign.pk},
        wrong=(
            Wrong("nobody answers", {"units": []}, "units"),
            Wrong("no day", {"kind": "once"}, "on"),
        ),
    )


@station("obligation-end", "office")
def obligation_end(county: County) -> Stand:
    obligation = set_obligation(county.office, first_year=2099, last_year=2099)
    action = reverse("obligation-end", args=[obligation.pk])
    return Stand(reverse("obligations"), {"reason": "改由省平台报送"}, action)


def _due(county: County) -> Occurrence:
    obligation = set_obligation(county.office, first_year=2099, last_year=2099)
    return obligation.occurrences.filter(department=county.market)[0]


@station("occurrence-step finish", "lead", FinishForm)
def occurrence_finish(county: County) -> Stand:
    row = _due(county)
    return Stand(
        reverse("occurrence", args=[row.pk]),
        {"done_on": "2026-01-04", "note": "已报送", "file": Upload("表.pdf", PDF)},
        reverse("occurrence-step", args=[row.pk, "finish"]),
        wrong=(
            Wrong("a day to come", {"done_on": "2099-01-04"}, "done_on"),
            Wrong("neither a text nor a file", {"note": "", "file": None}, "note"),
            Wrong("a program", {"file": Upload("表.pdf", b"MZ this is a program")}, "file"),
            Wrong("an empty file", {"file": EMPTY_FILE}, "file"),
        ),
    )


@station("occurrence-step return", "office")
def occurrence_return(county: County) -> Stand:
    row = _due(county)
    finish_occurrence(by=county.lead, occurrence=row, done_on=clock.today(), note="已报送")
    action = reverse("occurrence-step", args=[row.pk, "return"])
    return Stand(reverse("occurrence", args=[row.pk]), {"reason": "没有盖章"}, action)
