"""Checking the stored chain."""

from __future__ import annotations

from mingcha.audit.models import AuditEvent
from mingcha.core.chain.checking import Break, check_chain
from mingcha.core.chain.event import ChainedEvent

_AT_A_TIME = 2000


def first_break() -> Break | None:
    """Return the first event that is not as it was recorded, None where all are."""
    events = AuditEvent.objects.order_by("seq").iterator(_AT_A_TIME)
    return check_chain((_chained(event), event.hash) for event in events)


def _chained(event: AuditEvent) -> ChainedEvent:
    return ChainedEvent(event.seq, event.prev, event.time, event.type, event.actor, event.body)
