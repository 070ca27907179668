"""Step 7 of RPA-1: certificates that nobody could have placed more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.components import components
from mingcha.core.assignment.pool import Pool, parts
from mingcha.core.assignment.searching import Search
from mingcha.core.assignment.slots import Slot


@dataclass(frozen=True, slots=True)
class Shortage:
    """A set of slots that all the inspectors who may sit there cannot fill.

    Attributes:
        round: the round at whose end this was so, from 1.
        slots: (id, j), by the bytes of ``id:j``.
        inspectors: the iids in the pools of these slots, sorted.
        capacity: how many of these slots they could take at most.
        deficit: how many must stay empty, ``len(slots) - capacity``.
        places: the (j, region) of these slots, each once, sorted.
    """

    round: int
    slots: tuple[tuple[str, int], ...]
    inspectors: tuple[str, ...]
    capacity: int
    deficit: int
    places: tuple[tuple[int, str], ...]


def find_shortages(board: Board, round_number: int, unplaced: Iterable[Slot]) -> list[Shortage]:
    """Explain the slots that a round tried and left unplaced, ordered by their first slots."""
    search = Search(board, unplaced)
    for slot, unseen in search.visits():
        for number in unseen:
            search.follow(slot, number)
    found = [
        _certify(board, round_number, component)
        for component in components(search.reached.keys(), search.seen)
    ]
    return sorted(found, key=lambda shortage: _name(shortage.slots[0]))


def _certify(board: Board, round_number: int, slots: list[Slot]) -> Shortage:
    objects = _objects_by_inspector(slots)
    capacity = sum(min(board.capacity[number], count) for number, count in objects.items())
    return Shortage(
        round=round_number,
        slots=tuple(sorted((slot.key for slot in slots), key=_name)),
        inspectors=tuple(board.roster[number].iid for number in sorted(objects)),
        capacity=capacity,
        deficit=len(slots) - capacity,
        places=tuple(sorted({(slot.index, slot.region) for slot in slots})),
    )


def _objects_by_inspector(slots: Iterable[Slot]) -> Counter[int]:
    """Count for each inspector the objects with a slot here whose pool it is in."""
    shared: dict[int, Pool] = {}
    shared_by: dict[str, set[int]] = defaultdict(set)
    barred: dict[str, frozenset[int]] = {}
    for slot in slots:
        whole, missing = parts(slot.pool)
        shared[id(whole)] = whole
        shared_by[slot.object_id].add(id(whole))
        if missing:
            barred[slot.object_id] = missing | barred.get(slot.object_id, missing)
    objects: Counter[int] = Counter()
    # Most objects draw on the same few pools: all are counted together as if none had conflicts,
    # and whoever is left out of a pool of an object is then taken back, being in none of its pools.
    for pools, count in Counter(map(frozenset, shared_by.values())).items():
        for number in set(chain.from_iterable(shared[pool] for pool in pools)):
            objects[number] += count
    for numbers in barred.values():
        objects.subtract(numbers)
    return +objects


def _name(key: tuple[str, int]) -> str:
    object_id, index = key
    return f"{object_id}:{index}"
