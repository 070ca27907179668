"""Writing events into the chain, inside the transaction of the action that they tell of."""

from __future__ import annotations

from typing import Protocol

from django.db import connection

from mingcha.audit.events import Event
from mingcha.audit.models import AuditEvent
from mingcha.core.chain.appending import next_event
from mingcha.foundation import clock

_LOCK = 0x6D696E67  # "ming": one writer of the chain at a time, until its transaction ends


class Actor(Protocol):
    """Who acts: a user, or a program under a name of its own."""

    @property
    def username(self) -> str:
        """Return the name under which the actor signs in."""


def record(event: Event, *, by: Actor) -> AuditEvent:
    """Append an event. Raises an error outside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its action")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = AuditEvent.objects.order_by("-seq").only("seq", "hash").first()
    chained, digest = next_event(
        last.seq if last else None,
        last.hash if last else None,
        time=clock.now().isoformat(timespec="microseconds"),
        type=event.type,
        actor=by.username,
        body={"subject": event.subject, **event.body()},
    )
    return AuditEvent.objects.create(
        seq=chained.seq,
        prev=chained.prev,
        time=chained.time,
        type=chained.type,
        actor=chained.actor,
        subject=event.subject,
        body=chained.body,
        hash=digest,
    )
