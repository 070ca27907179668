"""One audit event and its hash."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from mingcha.core.draw.canonical import Json, jcs

TAG = b"MINGCHA-AUDIT/1\n"
FIRST_PREV = "0" * 64


@dataclass(frozen=True, slots=True)
class ChainedEvent:
    """Something that was done, tied to all that was done before.

    Attributes:
        seq: Number of the event, from 0 without gaps.
        prev: Hash of the event before; zeros for the first.
        time: When, as text in the very form that is stored.
        type: What kind of event, such as ``task.approved``.
        actor: Who, as text: events hold no foreign keys.
        body: The particulars, as JSON that ``core.draw.canonical.parse_json`` could have read:
            no fractions or negative numbers (write them as text), keys in ASCII.
    """

    seq: int
    prev: str
    time: str
    type: str
    actor: str
    body: Json


def event_hash(event: ChainedEvent) -> str:
    """Return SHA-256 over the tag and the event's canonical text, in lower-case hex.

    An outsider recomputes it from the stored fields alone.
    """
    fields = {name: getattr(event, name) for name in ChainedEvent.__slots__}
    return sha256(TAG + jcs(fields)).hexdigest()
