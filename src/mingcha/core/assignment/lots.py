"""Lots: the hashes that decide one round (protocol section 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mingcha.core.assignment.cases import NewHash
from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.assignment.slots import Slot


class Lots:
    """H(K:step:o:j) and H(K:step:o:j:tail) under the key K of one round."""

    __slots__ = ("_key", "_tails", "_turns", "new_hash")

    def __init__(self, new_hash: NewHash, key: str, roster: Iterable[Inspector]) -> None:
        """Take the suite's hash, the key, and the inspectors who may be ranked."""
        self.new_hash = new_hash
        self._key = key
        self._turns = f"{key}:S:"
        self._tails = [f":{inspector.iid}".encode("ascii") for inspector in roster]

    def stem(self, step: str, slot: Slot) -> bytes:
        """Return ``K:step:o:j``, to be hashed as it is or with ``:tail`` behind it."""
        return f"{self._key}:{step}:{slot.object_id}:{slot.index}".encode()

    def turn(self, slot: Slot) -> bytes:
        """Return the lot that decides when it is the slot's turn."""
        return self.new_hash(f"{self._turns}{slot.object_id}:{slot.index}".encode()).digest()

    def ranking(self, step: str, slot: Slot) -> Callable[[int], bytes]:
        """Return the function from an inspector's number to its lot for a slot."""
        new_hash, tails, stem = self.new_hash, self._tails, self.stem(step, slot)
        return lambda number: new_hash(stem + tails[number]).digest()
