"""Reproducible choices for made-up data."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


class Chance:
    """A stream of choices that a text fixes: SHA-256 in counter mode.

    The same seed gives the same choices on every machine and in every Python. It is for making
    up data only; a draw has its own rules.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0

    def below(self, bound: int) -> int:
        """Return an integer from 0 to ``bound`` − 1; ``bound`` is far below 2⁶⁴."""
        digest = hashlib.sha256(f"{self._seed}/{self._count}".encode()).digest()
        self._count += 1
        return int.from_bytes(digest[:8], "big") % bound

    def happens(self, percent: int) -> bool:
        """Return true in ``percent`` of a hundred cases."""
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of ``choices``, all equally likely."""
        return choices[self.below(len(choices))]

    def pick_weighted(self, choices: Iterable[tuple[T, int]]) -> T:
        """Return one of ``choices``, each as likely as its weight."""
        weighted = tuple(choices)
        bounds = tuple(accumulate(weight for _, weight in weighted))
        choice, _ = weighted[bisect_right(bounds, self.below(bounds[-1]))]
        return choice

    def text(self, alphabet: str, length: int) -> str:
        """Return ``length`` characters of ``alphabet``."""
        return "".join(self.pick(alphabet) for _ in range(length))
