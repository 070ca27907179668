"""One pool: who may sit on a slot, P(o,j) of protocol section 8."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol


class Pool(Protocol):
    """Inspector numbers in ascending order."""

    def __len__(self) -> int:
        """Return the number of members."""

    def __getitem__(self, index: int, /) -> int:
        """Return the member at an index, counted from 0."""

    def __iter__(self) -> Iterator[int]:
        """Go through the members, ascending."""


class Without:
    """A pool less a few of its members: index arithmetic instead of a copy."""

    __slots__ = ("_shifts", "missing", "whole")

    def __init__(self, whole: Pool, gaps: Sequence[int]) -> None:
        """Leave out who stands at these positions of the pool, given in ascending order."""
        self.whole = whole
        self.missing = frozenset(whole[gap] for gap in gaps)
        # With n gaps before it, a gap at position p moves every index from p - n on by one.
        self._shifts = [gap - n for n, gap in enumerate(gaps)]

    def __len__(self) -> int:
        """Return the number of members left."""
        return len(self.whole) - len(self._shifts)

    def __getitem__(self, index: int) -> int:
        """Return the member at an index, counted from 0."""
        return self.whole[index + bisect_right(self._shifts, index)]

    def __iter__(self) -> Iterator[int]:
        """Go through the members left, ascending."""
        return (number for number in self.whole if number not in self.missing)


def without(pool: Pool, barred: Iterable[int]) -> Pool:
    """Return the pool less those barred: itself where it has none of them."""
    gaps = [bisect_left(pool, number) for number in sorted(barred) if has(pool, number)]
    return Without(pool, gaps) if gaps else pool


def parts(pool: Pool) -> tuple[Pool, frozenset[int]]:
    """Return the pool behind this one, which many slots share, and whom this one leaves out."""
    if isinstance(pool, Without):
        return pool.whole, pool.missing
    return pool, frozenset()


def has(pool: Pool, number: int) -> bool:
    """Whether an inspector is in a pool."""
    position = bisect_left(pool, number)
    return position < len(pool) and pool[position] == number
