"""Making the next event of a chain."""

from __future__ import annotations

import unicodedata

from mingcha.core.chain.event import FIRST_PREV, ChainedEvent, event_hash
from mingcha.core.draw.canonical import Json, jcs, parse_json


def next_event(
    last_seq: int | None,
    last_hash: str | None,
    *,
    time: str,
    type: str,  # noqa: A002 - what the field is called
    actor: str,
    body: Json,
) -> tuple[ChainedEvent, str]:
    """Return the event that follows the last one, and its hash; both are to be stored.

    Text is brought into the normal form NFC, so that what is stored is what was hashed.

    Args:
        last_seq: Number of the last event, None for an empty chain.
        last_hash: Its hash, None for an empty chain.
        time: See ``ChainedEvent``, as for the others.
        type: What kind of event.
        actor: Who.
        body: The particulars.

    Raises:
        ValueError: Only one of ``last_seq`` and ``last_hash`` is given: a fault of the program.
        InvalidFile: A value is not fit for the chain (a fraction, a negative number, a key that
            is not ASCII): a fault of the program too, found before anything is written.
    """
    if (last_seq is None) is not (last_hash is None):
        raise ValueError("the last event's number and hash go together")
    seq = 0 if last_seq is None else last_seq + 1
    written = jcs(_normal([time, type, actor, body]))
    time, type, actor, body = parse_json(written, "audit event")  # noqa: A001
    event = ChainedEvent(seq, last_hash or FIRST_PREV, time, type, actor, body)
    return event, event_hash(event)


def _normal(value: Json) -> Json:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _normal(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    return value
