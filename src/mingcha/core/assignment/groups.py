"""Groups that grow together: disjoint sets."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Each item begins alone; joining two items joins their groups."""

    def __init__(self) -> None:
        """Begin without items."""
        self._above: dict[T, T] = {}

    def leader(self, item: T) -> T:
        """Return the one item that stands for the whole group."""
        above = self._above
        while (parent := above.get(item, item)) != item:
            above[item] = above.get(parent, parent)
            item = parent
        return item

    def join(self, item: T, other: T) -> None:
        """Make one group of the groups of two items."""
        self._above[self.leader(item)] = self.leader(other)
