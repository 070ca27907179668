"""What the year's own tables show of occurrences: plans, filings, schemes, rules and trainings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from mingcha.foundation import clock
from mingcha.plans.evidence import Seen, see
from mingcha.plans.models import AnnualScheme, Occurrence, PlanVersion, SamplingRules
from mingcha.plans.models.annual_scheme import SchemeIssuer
from mingcha.plans.models.obligation import EvidenceKind
from mingcha.registers.models import TrainingRecord

Of = tuple[str, int | None]
"""Region and department; None: the region's office."""


def plans_published(rows: Sequence[Occurrence]) -> dict[int, Seen]:
    """See the first published version of the plan of the year in which it is due."""
    versions = PlanVersion.objects.filter(
        plan__department__in=_departments(rows),
        plan__year__in={row.due_on.year for row in rows},
        published_at__isnull=False,
    ).select_related("plan")
    first: dict[tuple[int, int], Seen] = {}
    for version in versions.order_by("-number"):
        plan = version.plan
        day = clock.day_of(version.published_at) if version.published_at else None
        if day:
            url = reverse("plan-version", args=[plan.pk, version.number])
            first[plan.department_id, plan.year] = Seen(day, f"“{plan.title}”已公布", url)
    return _matched(rows, first)


def plans_filed(rows: Sequence[Occurrence]) -> dict[int, Seen]:
    """See that a version of the year's plan is filed and was not sent back."""
    versions = PlanVersion.objects.filter(
        plan__department__in=_departments(rows),
        plan__year__in={row.due_on.year for row in rows},
        filing__state__in=("filed", "received"),
    ).select_related("plan", "filing")
    last: dict[tuple[int, int], Seen] = {}
    for version in versions.order_by("number"):
        filing, plan = version.filing, version.plan
        told = f"“{plan.title}”第{version.number}版已报备案"
        url = reverse("plan-filing", args=[filing.pk])
        last[plan.department_id, plan.year] = Seen(clock.day_of(filing.filed_at), told, url)
    return _matched(rows, last)


def schemes_issued(rows: Sequence[Occurrence]) -> dict[int, Seen]:
    """See the issued scheme of the year, of the office or the department."""
    schemes = AnnualScheme.objects.filter(
        region__in={row.region_id for row in rows},
        year__in={row.due_on.year for row in rows},
        issued_at__isnull=False,
    )
    found: dict[tuple[Of, int], Seen] = {}
    for scheme in schemes:
        is_office = scheme.issuer == SchemeIssuer.REGION
        key = (scheme.region_id, None if is_office else scheme.department_id), scheme.year
        day = clock.day_of(scheme.issued_at) if scheme.issued_at else None
        if day:
            url = reverse("annual-scheme", args=[scheme.pk])
            found[key] = Seen(day, f"“{scheme.title}”（{scheme.number}）已印发", url)
    keys = {row.pk: ((row.region_id, row.department_id), row.due_on.year) for row in rows}
    return {pk: found[key] for pk, key in keys.items() if key in found}


def rules_issued(rows: Sequence[Occurrence]) -> dict[int, Seen]:
    """See the rules that were in force on the day, else the first ones after it."""
    versions = SamplingRules.objects.filter(
        department__in=_departments(rows), issued_at__isnull=False
    )
    issued: dict[int, list[Seen]] = {}
    for version in versions.order_by("version"):
        day = clock.day_of(version.issued_at) if version.issued_at else None
        if day:
            told = f"抽查规则第{version.version}版已印发"
            url = reverse("sampling-rules-version", args=[version.pk])
            issued.setdefault(version.department_id, []).append(Seen(day, told, url))
    return {
        row.pk: _standing_on(row.due_on, issued[row.department_id])
        for row in rows
        if row.department_id in issued
    }


def _standing_on(day: date, versions: Sequence[Seen]) -> Seen:
    before = [seen for seen in versions if seen.day <= day]
    return before[-1] if before else versions[0]


def trainings_held(rows: Sequence[Occurrence]) -> dict[int, Seen]:
    """See the first training that a department's inspectors attended since it was in hand."""
    records = TrainingRecord.objects.filter(
        inspector__department__in=_departments(rows),
        held_on__gte=min(row.opens_on for row in rows),
        is_withdrawn=False,
    ).values_list("inspector__department_id", "held_on", "topic")
    held: dict[int, list[tuple[date, str]]] = {}
    for department, day, topic in sorted(set(records)):
        held.setdefault(department, []).append((day, topic))
    found = {row.pk: _first_since(row, held.get(row.department_id or 0, [])) for row in rows}
    return {pk: seen for pk, seen in found.items() if seen}


def _first_since(row: Occurrence, held: Iterable[tuple[date, str]]) -> Seen | None:
    found = (
        Seen(day, f"{day.year}年{day.month}月{day.day}日培训：{topic}", reverse("inspectors"))
        for day, topic in held
        if day >= row.opens_on and day.year == row.due_on.year
    )
    return next(found, None)


def _departments(rows: Iterable[Occurrence]) -> set[int]:
    return {row.department_id for row in rows if row.department_id}


def _matched(rows: Iterable[Occurrence], found: dict[tuple[int, int], Seen]) -> dict[int, Seen]:
    keys = {row.pk: (row.department_id or 0, row.due_on.year) for row in rows}
    return {pk: found[key] for pk, key in keys.items() if key in found}


def start_seeing() -> None:
    """Tell what plans know of each kind."""
    see(EvidenceKind.PLAN_PUBLISHED, plans_published)
    see(EvidenceKind.PLAN_FILED, plans_filed)
    see(EvidenceKind.SCHEME_ISSUED, schemes_issued)
    see(EvidenceKind.RULES_ISSUED, rules_issued)
    see(EvidenceKind.TRAINING_HELD, trainings_held)
