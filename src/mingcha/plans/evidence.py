"""What the platform itself can see that shows an occurrence as done.

A station tells what it knows under a kind of evidence, from its ``AppConfig.ready``: the stations
above know things that the calendar does not. It proposes; who answers takes it over or does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingcha.plans.models import Occurrence


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen: the day it happened, in words, and the page on which it stands."""

    day: date
    text: str
    url: str


Finder = Callable[[Sequence[Occurrence]], Mapping[int, Seen]]
"""Finds what is seen of many occurrences at once, by their keys."""

_finders: dict[str, Finder] = {}


def see(kind: str, finder: Finder) -> None:
    """Let a finder look for a kind of evidence."""
    _finders[kind] = finder


def seen_for(occurrences: Iterable[Occurrence]) -> dict[int, Seen]:
    """Return what is seen of occurrences, by their keys; each kind is looked for once."""
    by_kind: dict[str, list[Occurrence]] = defaultdict(list)
    for each in occurrences:
        by_kind[each.obligation.evidence].append(each)
    found: dict[int, Seen] = {}
    for kind, rows in by_kind.items():
        if kind in _finders:
            found |= _finders[kind](rows)
    return found
