"""Reading the chain: the newest first, filtered."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from mingcha.audit.models import AuditEvent


def found_events(
    *,
    type: str,  # noqa: A002 - the column
    actor: str,
    subject: str,
    since: date | None,
    until: date | None,
) -> QuerySet[AuditEvent]:
    """Return the events of a type, an actor, a subject (or a part of it), and days; all optional.

    Times are kept as text of one form in UTC, so that texts compare as moments.
    """
    found = AuditEvent.objects.order_by("-seq")
    if type:
        found = found.filter(type=type)
    if actor:
        found = found.filter(actor=actor)
    if subject:
        found = found.filter(subject__icontains=subject)
    if since:
        found = found.filter(time__gte=_begin(since))
    if until:
        found = found.filter(time__lt=_begin(until + timedelta(days=1)))
    return found


def _begin(day: date) -> str:
    """Return the first moment of a day in Beijing as the chain writes it."""
    local = datetime.combine(day, time(), timezone.get_current_timezone())
    return local.astimezone(UTC).isoformat(timespec="microseconds")
