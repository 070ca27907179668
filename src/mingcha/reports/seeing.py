"""What the reports show of occurrences: a monthly form that was handed in (R-123)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from mingcha.foundation import clock
from mingcha.plans.evidence import Seen, see
from mingcha.plans.models import Occurrence
from mingcha.plans.models.obligation import EvidenceKind
from mingcha.reports.models import Report

_MONTHS = 12


def reports_submitted(rows: Sequence[Occurrence]) -> dict[int, Seen]:
    """See the form of the month before, or of the month itself where it came by the day.

    It counts from the day on which the occurrence was in hand: last month's is none of this one's.
    """
    reports = Report.objects.filter(
        region__in={row.region_id for row in rows},
        year__in={row.due_on.year - back for row in rows for back in (0, 1)},
        submitted_at__isnull=False,
        state__in=("submitted", "accepted"),
    ).select_related("region")
    by_place: dict[tuple[str, int | None], list[Report]] = {}
    for report in reports.order_by("-year", "-month", "form"):
        by_place.setdefault((report.region_id, report.department_id), []).append(report)
    found = {
        row.pk: _seen(row, by_place.get((row.region_id, row.department_id), [])) for row in rows
    }
    return {pk: seen for pk, seen in found.items() if seen}


def _seen(row: Occurrence, reports: Sequence[Report]) -> Seen | None:
    for report in reports:
        day = clock.day_of(report.submitted_at) if report.submitted_at else date.max
        back = _months(row.due_on) - (report.year * _MONTHS + report.month)
        is_of_it = back == 1 or (back == 0 and day <= row.due_on)
        if is_of_it and day >= row.opens_on:
            told = f"{report.year}年{report.month}月月报表{report.form}已报送"
            return Seen(day, told, reverse("report", args=[report.pk]))
    return None


def _months(day: date) -> int:
    return day.year * _MONTHS + day.month


def start_seeing() -> None:
    """Tell what reports know."""
    see(EvidenceKind.REPORT_SUBMITTED, reports_submitted)
