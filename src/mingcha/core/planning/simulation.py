"""Coordination, measured: the same frames drawn apart and in one window, as the protocol draws.

In one window every object has one ticket (section 3), so that a smaller sample lies within a larger
one and one visit serves several departments; drawn apart, every frame has a seed of its own. The
seeds here are made up from the number of the run: nothing of a real draw is foretold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from mingcha.core.draw.keys import key, ticket
from mingcha.core.draw.suites import SUITES

_SUITE = SUITES["S1"]


@dataclass(frozen=True, slots=True)
class SimulatedFrame:
    """The eligible ids of each stratum, and how many of them are drawn."""

    objects: Mapping[str, Sequence[str]]
    drawn: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Visits of one year: drawn apart, each frame visits for itself; in one window, once for all.

    ``repeated`` objects are visited by more than one frame when they are drawn apart.
    """

    apart: int
    together: int
    repeated: int


def simulate(frames: Sequence[SimulatedFrame], runs: int) -> list[Run]:
    """Draw the frames so many times, apart and in one window."""
    return [_run(frames, number) for number in range(runs)]


def _run(frames: Sequence[SimulatedFrame], number: int) -> Run:
    one_seed = _key(number, "window")
    apart = [_drawn(frame, _key(number, str(place))) for place, frame in enumerate(frames)]
    window = set[str]().union(*(_drawn(frame, one_seed) for frame in frames))
    visits = sum(map(len, apart))
    return Run(visits, len(window), visits - len(set[str]().union(*apart)))


def _key(number: int, label: str) -> str:
    return key(_SUITE, _SUITE.hex(f"simulation {number} {label}".encode()), "OBJ")


def _drawn(frame: SimulatedFrame, object_key: str) -> set[str]:
    drawn = set[str]()
    for level, ids in frame.objects.items():
        tickets = ((ticket(_SUITE, object_key, each), each) for each in ids)
        drawn.update(each for _, each in nsmallest(frame.drawn.get(level, 0), tickets))
    return drawn
