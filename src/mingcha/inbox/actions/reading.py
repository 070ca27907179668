"""Taking note of messages."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.foundation.actions import action
from mingcha.inbox.models import Reading
from mingcha.inbox.selectors.messages import unread


@action
def mark_read(*, by: User, pk: int | None = None) -> int:
    """Take note of one message, or of all; return how many were new. Recorded by its own row."""
    rows = unread(by)
    if pk is not None:
        rows = rows.filter(pk=pk)
    made = [Reading(message_id=key, user=by) for key in rows.values_list("pk", flat=True)]
    Reading.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)
