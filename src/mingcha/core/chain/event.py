"""One event of the chain and its hash."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass

from mingcha.core.draw.canonical import Json, jcs

FIRST_PREV = "0" * 64


@dataclass(frozen=True, slots=True)
class ChainedEvent:
    """An event in its place: ``prev`` is the hash of the event before it."""

    seq: int
    prev: str
    time: str
    type: str
    actor: str
    body: Json


def event_hash(event: ChainedEvent) -> str:
    """Return the SHA-256 of the event, as hex digits."""
    return hashlib.sha256(b"MINGCHA-AUDIT/1\n" + jcs(asdict(event))).hexdigest()
