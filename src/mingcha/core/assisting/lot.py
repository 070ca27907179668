"""The lot that puts a pool's experts in an order of their own for each object (ADR 0018).

    key    = HMAC-SHA256(seed, "MINGCHA-EXPERT/1|KEY"    LF digest of the pool)
    ticket = HMAC-SHA256(key,  "MINGCHA-EXPERT/1|TICKET" LF object key LF number)

``seed`` is the draw's, 32 bytes; nothing of the draw's own protocol begins with this label. Who has
the key can reckon every ticket, and learns nothing of the seed.
"""

from __future__ import annotations

import hmac
from typing import NamedTuple

from mingcha.core.assisting.pool import LABEL, ExpertPool, digest_of


class Lot(NamedTuple):
    """An expert's place for an object: the smaller ticket comes first."""

    ticket: str
    expert: int


def lot_key(seed: str, pool: ExpertPool) -> str:
    """Return the key of a pool's tickets; ``seed`` is 64 hexadecimal digits."""
    return _mac(seed, "KEY", digest_of(pool.text()))


def in_order(pool: ExpertPool, key: str, object_key: str) -> list[Lot]:
    """Return the pool's experts for one object in the order of the lot, the barred left out."""
    free = (each for each in pool.experts if (each, object_key) not in pool.barred)
    return sorted(Lot(_mac(key, "TICKET", object_key, str(each)), each) for each in free)


def _mac(key: str, tag: str, *parts: str) -> str:
    message = "\n".join([f"{LABEL}|{tag}", *parts])
    return hmac.digest(bytes.fromhex(key), message.encode(), "sha256").hex()
