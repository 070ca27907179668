"""Doing once what is sent twice: a sender's key stands for one content and one answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from mingcha.core.draw.canonical import Json
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError
from mingcha.foundation.models import IdempotentCall


@action
def once(*, caller: str, operation: str, key: str, content: bytes, act: Callable[[], Json]) -> Json:
    """Return what ``act`` answers, or what it answered to the same content under this key before.

    Of two calls at the same moment the second waits for the first. A refused call leaves no trace,
    so that its key can be used again. Raises DomainError where the key stands for other content.
    """
    body_hash = hashlib.sha256(content).hexdigest()
    fresh = IdempotentCall(caller=caller, operation=operation, key=key, body_hash=body_hash)
    IdempotentCall.objects.bulk_create([fresh], ignore_conflicts=True)
    call = IdempotentCall.objects.select_for_update().get(
        caller=caller, operation=operation, key=key
    )
    if call.body_hash != body_hash:
        raise DomainError("idempotency_key_reused", "这个幂等键已用于另一份内容，请换一个")
    if call.answer is None:
        call.answer = act()
        call.save(update_fields=["answer"])
    return call.answer
