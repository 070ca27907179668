"""Measure the assignment RPA-1 against an OR-Tools min-cost flow on the same made-up case.

    python bench/assignment.py [--objects N] [--inspectors N] [--capacity PERCENT ...] [--no-rival]

Each contender runs in a process of its own. "Extra MB" is the highest memory of that process less
what it used when the contender began, so that the case itself is not counted and all else is.

The rival gets the cheapest form of the problem: only an unplaced slot costs anything, loads need
not be even and nothing is random. Its arcs are made by NumPy before its clock starts; the ratio
sets the whole of RPA-1, down to the lines of ``assignment.tsv``, against the rival's solving alone.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.cases import Case
from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.assignment.rounds import assign
from mingcha.core.assignment.slots import Match, SlotRule

if TYPE_CHECKING:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

REGIONS = 100
EXPERTISE = ("boiler", "drugs", "elevator", "food", "metrology")
CONFLICT_PERCENT = 2
SLOTS_PER_OBJECT = 2
MEGABYTE = 2**20


@dataclass(frozen=True)
class Scale:
    """The size of a case; ``capacity`` of all inspectors together in percent of the slots."""

    objects: int
    inspectors: int
    capacity: int


class Dice:
    """Reproducible numbers from a hash."""

    def __init__(self, subject: str) -> None:
        """Begin the stream of one subject."""
        self._subject = subject
        self._count = 0

    def below(self, bound: int) -> int:
        """Return a number from 0 to bound - 1."""
        self._count += 1
        digest = hashlib.sha256(f"bench:{self._subject}:{self._count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") * bound >> 64


def make_case(scale: Scale) -> Case:
    """Make up a case: every object has two slots in its region, one of them for an expert.

    An object belongs to one of five trades, and its expert must know that trade. Inspectors have
    one or two trades. Two percent of the objects have conflicts of interest, each with three
    inspectors of their own region.
    """
    inspectors = list(_inspectors(scale))
    dice = Dice("objects")
    objects, conflicts = [], {}
    for number in range(scale.objects):
        region, trade = dice.below(REGIONS), dice.below(len(EXPERTISE))
        object_id = f"91{130100 + region}MA{number:08d}"
        objects.append((object_id, [(j, _region(region)) for j in (2 * trade, 2 * trade + 1)]))
        if dice.below(100) < CONFLICT_PERCENT:
            colleagues = inspectors[region::REGIONS]
            conflicts[object_id] = frozenset(
                colleagues[dice.below(len(colleagues))].iid for _ in range(3)
            )
    return Case(
        new_hash=hashlib.sha256,
        key_of_round=lambda number: hashlib.sha256(b"bench %d" % number).hexdigest()[:32],
        inspectors=inspectors,
        conflicts=conflicts,
        rules=[
            SlotRule("scjg", expertise, Match.SAME)
            for trade in EXPERTISE
            for expertise in ((trade,), ())
        ],
        fallback=[],
        objects=objects,
        choices=2,
        tmax=64,
        valid_on="2026-12-31",
    )


def _inspectors(scale: Scale) -> Iterator[Inspector]:
    dice = Dice("inspectors")
    slots = SLOTS_PER_OBJECT * scale.objects
    mean = slots * scale.capacity // (100 * scale.inspectors)
    for number in range(scale.inspectors):
        trades = {EXPERTISE[dice.below(len(EXPERTISE))] for _ in range(2)}
        yield Inspector(
            iid=f"P{number:06d}",
            region=_region(number % REGIONS),
            cert_valid_to="2027-12-31",
            expertise=tuple(sorted(trades)),
            capacity=max(1, mean - 3 + dice.below(7)),
            unit="scjg",
            person=f"{number:032x}",
        )


def _region(number: int) -> str:
    return f"{130100 + number}001"


@dataclass(frozen=True)
class Effort:
    """What a contender placed, in how many seconds by the clock, after how much preparation."""

    placed: int
    seconds: float
    preparation: float = 0.0


def rpa(case: Case) -> Effort:
    """Assign and write the lines."""
    began = time.perf_counter()
    lines = assign(case).lines()
    return Effort(len(lines), time.perf_counter() - began)


def flow(case: Case) -> Effort:
    """Solve it as a min-cost flow."""
    began = time.perf_counter()
    board = Board(case)
    problem = _flow_problem(board)
    ready = time.perf_counter()
    if problem.solve() != problem.OPTIMAL:
        sys.exit("The rival found no solution.")
    seconds = time.perf_counter() - ready
    placed = sum(1 for _ in board.slots()) - problem.optimal_cost()
    return Effort(placed, seconds, ready - began)


def _flow_problem(board: Board) -> SimpleMinCostFlow:
    """Set up the flow from slots over seats, (object, inspector), and inspectors to a sink.

    Nodes are numbered in this order: slots, inspectors, the sink, seats. There is a seat only
    where several slots of an object could use it; where one could, its arc goes past the seat.
    """
    import numpy as np  # noqa: PLC0415 - the other contender must not pay for these
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415

    problem = min_cost_flow.SimpleMinCostFlow()

    def add_arcs(*columns: object) -> None:
        arcs = (np.ascontiguousarray(column) for column in np.broadcast_arrays(*columns))
        problem.add_arcs_with_capacity_and_unit_cost(*arcs)

    slots = list(board.slots())
    number_of = {object_id: number for number, object_id in enumerate(board.teams)}
    slot_nodes = np.arange(len(slots))
    inspector_nodes = len(slots) + np.arange(len(board.roster))
    sink = len(slots) + len(board.roster)

    sizes = np.array([len(slot.pool) for slot in slots])
    takers = np.fromiter((taker for slot in slots for taker in slot.pool), np.int64, sizes.sum())
    objects = np.repeat(np.array([number_of[slot.object_id] for slot in slots]), sizes)
    seats, seat_of, users = np.unique(
        objects * len(board.roster) + takers, return_inverse=True, return_counts=True
    )
    shared = users > 1
    seat_nodes = sink + np.cumsum(shared)
    heads = np.where(shared[seat_of], seat_nodes[seat_of], inspector_nodes[takers])
    add_arcs(np.repeat(slot_nodes, sizes), heads, 1, 0)
    add_arcs(seat_nodes[shared], inspector_nodes[seats[shared] % len(board.roster)], 1, 0)
    add_arcs(inspector_nodes, sink, np.array(board.capacity), 0)
    add_arcs(slot_nodes, sink, 1, 1)  # a slot left unplaced: all that costs anything
    supplies = np.append(np.ones(len(slots), np.int64), -len(slots))
    problem.set_nodes_supplies(np.append(slot_nodes, sink), supplies)
    return problem


CONTENDERS = {"RPA-1": rpa, "min-cost flow": flow}


def compete(contender: str, scale: Scale) -> None:
    """Let one contender run here and print what came of it."""
    case = make_case(scale)
    gc.collect()
    before, cpu_before = _resident_bytes(), time.process_time()
    effort = CONTENDERS[contender](case)
    cpu = time.process_time() - cpu_before - effort.preparation
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({**asdict(effort), "cpu": cpu, "megabytes": (peak - before) / MEGABYTE}))


def _resident_bytes() -> int:
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * resource.getpagesize()


def run_apart(contender: str, scale: Scale) -> dict[str, float]:
    """Run a contender in a process of its own."""
    arguments = [sys.executable, __file__, "--contender", contender]
    arguments += ["--objects", str(scale.objects), "--inspectors", str(scale.inspectors)]
    arguments += ["--capacity", str(scale.capacity), "--no-rival"]
    run = subprocess.run(arguments, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(run.stdout)


def report(scale: Scale, contenders: list[str]) -> None:
    """Print the table of one case."""
    slots = SLOTS_PER_OBJECT * scale.objects
    print(f"\n{scale.objects} objects, {slots} slots, {scale.inspectors} inspectors,", end=" ")
    print(f"capacity {scale.capacity} % of the slots")
    print(f"{'':14}{'preparation s':>15}{'seconds':>10}{'CPU s':>8}{'extra MB':>10}{'placed':>9}")
    results = {name: run_apart(name, scale) for name in contenders}
    for name, result in results.items():
        print(
            f"{name:14}{result['preparation']:15.2f}{result['seconds']:10.2f}{result['cpu']:8.2f}"
            f"{result['megabytes']:10.0f}{result['placed']:9d}"
        )
    if len(results) > 1:
        ours, rival = results.values()
        print(f"RPA-1 takes {ours['seconds'] / rival['seconds']:.1%} of the rival's time", end=" ")
        print(
            "and places", "as many." if ours["placed"] == rival["placed"] else "A DIFFERENT NUMBER."
        )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--objects", type=int, default=100_000)
    parser.add_argument("--inspectors", type=int, default=10_000)
    parser.add_argument("--capacity", type=int, nargs="+", default=[125, 100], metavar="PERCENT")
    parser.add_argument("--no-rival", action="store_true")
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.no_rival and find_spec("ortools") is None:
        sys.exit("The rival needs OR-Tools: pip install ortools, or run with --no-rival.")
    for capacity in options.capacity:
        scale = Scale(options.objects, options.inspectors, capacity)
        if options.contender:
            compete(options.contender, scale)
        else:
            report(scale, list(CONTENDERS)[: 1 if options.no_rival else None])


if __name__ == "__main__":
    main()
