"""Two lists in the order of their keys, read side by side, a row of each at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def side_by_side(
    before: Iterable[tuple[str, T]], after: Iterable[tuple[str, T]]
) -> Iterator[tuple[str, T | None, T | None]]:
    """Yield every key of either list with what it has in each, None where it is not.

    Both come ascending by key, none twice; a list out of order raises ValueError.
    """
    left, right = _ascending(before), _ascending(after)
    was, now = next(left, None), next(right, None)
    while was or now:
        key = min(pair[0] for pair in (was, now) if pair)
        in_was, in_now = was is not None and was[0] == key, now is not None and now[0] == key
        yield key, was[1] if was and in_was else None, now[1] if now and in_now else None
        was = next(left, None) if in_was else was
        now = next(right, None) if in_now else now


def _ascending(rows: Iterable[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    last = ""
    for key, value in rows:
        if last and key <= last:
            raise ValueError(f"{key} comes after {last}")
        last = key
        yield key, value
