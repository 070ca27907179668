"""Who may be sent on a day: in office, certified, not away (R-019, R-020, R-024).

Everything that draws, assigns, replaces or lets begin a visit asks here, so that an expired
certificate, a leave or a transfer works on its day by itself.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from mingcha.registers.models import Inspector, InspectorAbsence, InspectorCertificate
from mingcha.registers.models.certificate import ENFORCING
from mingcha.registers.models.inspector import InspectorKind, InspectorState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Held(TypedDict):
        certificate_no: str | None
        certificate_until: date | None

    CertifiedInspector = WithAnnotations[Inspector, _Held]


def valid_on(day: date) -> Q:
    """Return the condition that a certificate lets somebody enforce on a day.

    One without a last day cannot be relied on, and counts on none (R-019).
    """
    return (
        Q(kind__in=ENFORCING, valid_until__gte=day)
        & (Q(valid_from=None) | Q(valid_from__lte=day))
        & (Q(ended_on=None) | Q(ended_on__gt=day))
    )


def away_on(day: date) -> Q:
    """Return the condition that a time away includes a day."""
    return Q(is_withdrawn=False, starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def covers(absence: InspectorAbsence, day: date) -> bool:
    """Tell the same of one that is loaded."""
    begun = absence.starts_on <= day and not absence.is_withdrawn
    return begun and (absence.ends_on is None or absence.ends_on >= day)


def certificates_of(inspector: OuterRef) -> QuerySet[InspectorCertificate]:
    """Return the enforcement certificates in hand of the inspector of an outer query."""
    return InspectorCertificate.objects.filter(
        inspector=inspector, kind__in=ENFORCING, ended_on=None
    )


def fit_inspectors(on: date) -> QuerySet[CertifiedInspector]:
    """Return who may be sent on a day, with ``certificate_no`` and ``certificate_until``."""
    return _in_office(_certified(on)).exclude(Exists(_absences().filter(away_on(on))))


def fit_for(on: date, start: date, end: date) -> QuerySet[CertifiedInspector]:
    """Return who may be chosen on a day for work from ``start`` to ``end``.

    Certified on the last day; not away on the day of choosing, nor all the time of the work, nor
    gone before its end with no day of return.
    """
    away = (
        away_on(on)
        | away_on(max(on, start)) & (Q(ends_on=None) | Q(ends_on__gte=end))
        | away_on(end) & Q(ends_on=None)
    )
    return _in_office(_certified(end)).exclude(Exists(_absences().filter(away)))


def with_certificate(rows: QuerySet[Inspector]) -> QuerySet[CertifiedInspector]:
    """Return the rows with number and last day of the enforcement certificate that lasts longest."""
    return _with(rows, Q(kind__in=ENFORCING, ended_on=None))


def unfit_reason(inspector: Inspector, on: date, *, certified_on: date | None = None) -> str | None:
    """Return None where somebody may be sent on a day, else why not, naming them (E-1).

    ``certified_on`` is the day for which the certificate counts, where it is another one.
    """
    name = inspector.name
    if inspector.state != InspectorState.ACTIVE:
        return f"{name}状态为“{inspector.get_state_display()}”"
    if inspector.kind == InspectorKind.ASSISTANT:
        return f"{name}是执法辅助人员，只能协助"
    away = inspector.absences.filter(away_on(on)).order_by("starts_on").first()
    if away:
        until = f"至{away.ends_on:%Y-%m-%d}" if away.ends_on else "起"
        return f"{name}自{away.starts_on:%Y-%m-%d}{until}{away.get_kind_display()}"
    return _certificate_fault(inspector, certified_on or on)


def not_away(inspector: Inspector, on: date) -> bool:
    """Tell whether somebody is in office and not away on a day, certified or not (G-9)."""
    is_active = inspector.state == InspectorState.ACTIVE
    return is_active and not inspector.absences.filter(away_on(on)).exists()


def _certificate_fault(inspector: Inspector, on: date) -> str | None:
    enforcing = inspector.certificates.filter(kind__in=ENFORCING)
    if enforcing.filter(valid_on(on)).exists():
        return None
    dated = enforcing.exclude(valid_until=None).order_by("-valid_until")
    last = dated.filter(ended_on=None).first() or dated.first()
    if last is None or last.valid_until is None:
        return f"{inspector.name}没有执法证"
    if last.ended_on and last.ended_on <= on:
        return f"{inspector.name}的执法证已于{last.ended_on:%Y-%m-%d}注销"
    if last.valid_until < on:
        return f"{inspector.name}的执法证已于{last.valid_until:%Y-%m-%d}到期"
    return f"{inspector.name}的执法证自{last.valid_from:%Y-%m-%d}起才有效"


def _in_office(rows: QuerySet[CertifiedInspector]) -> QuerySet[CertifiedInspector]:
    return rows.filter(state=InspectorState.ACTIVE).exclude(kind=InspectorKind.ASSISTANT)


def _certified(on: date) -> QuerySet[CertifiedInspector]:
    return _with(Inspector.objects.all(), valid_on(on)).filter(certificate_until__gte=on)


def _with(rows: QuerySet[Inspector], condition: Q) -> QuerySet[CertifiedInspector]:
    held = InspectorCertificate.objects.filter(condition, inspector=OuterRef("pk"))
    longest = held.order_by(F("valid_until").desc(nulls_last=True), "kind", "pk")
    return rows.annotate(
        certificate_no=Subquery(longest.values("number")[:1]),
        certificate_until=Subquery(longest.values("valid_until")[:1]),
    )


def _absences() -> QuerySet[InspectorAbsence]:
    return InspectorAbsence.objects.filter(inspector=OuterRef("pk"))
