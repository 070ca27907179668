from __future__ import annotations

import hashlib

from mingcha.core.assignment.lots import Lots
from mingcha.core.assignment.slots import Slot

KEY = "219c6a2412271de9843be61bfdc5df24"


def test_lots_hash_the_protocols_text(inspector):
    lots = Lots(hashlib.sha256, KEY, [inspector("I0000"), inspector("I0007")])
    slot = Slot("91130184MA0F5G5E1X", 10, "130184", (0, 1), [])

    def hashed(text: str) -> bytes:
        return hashlib.sha256(f"{KEY}:{text}".encode()).digest()

    assert lots.stem("P", slot) == f"{KEY}:P:91130184MA0F5G5E1X:10".encode()
    assert lots.turn(slot) == hashed("S:91130184MA0F5G5E1X:10")
    rank = lots.ranking("A", slot)
    assert rank(0) == hashed("A:91130184MA0F5G5E1X:10:I0000")
    assert rank(1) == hashed("A:91130184MA0F5G5E1X:10:I0007")
