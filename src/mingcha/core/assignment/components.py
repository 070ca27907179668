"""Components of slots: what must be certified together (step 7 of RPA-1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet

from mingcha.core.assignment.groups import Groups
from mingcha.core.assignment.pool import Pool, parts
from mingcha.core.assignment.slots import Slot


def components(slots: Collection[Slot], seen: AbstractSet[int]) -> Collection[list[Slot]]:
    """Part slots so that no two parts share an object or a seen inspector."""
    groups: Groups[str | int] = Groups()  # of object ids and inspector numbers
    witness = _join_seen(groups, (slot.pool for slot in slots), seen)
    for slot in slots:
        groups.join(slot.object_id, witness.get(id(slot.pool), slot.object_id))
    found: dict[str | int, list[Slot]] = defaultdict(list)
    for slot in slots:
        found[groups.leader(slot.object_id)].append(slot)
    return found.values()


def _join_seen(
    groups: Groups[str | int], pools: Iterable[Pool], seen: AbstractSet[int]
) -> dict[int, int]:
    """Join the seen members of each pool; return one of them by the pool's identity, if any."""
    witness: dict[int, int] = {}
    joined: dict[int, list[int]] = {}
    different = {id(pool): pool for pool in pools}.values()
    # Whole pools come first: who is in a view on a joined one is joined already.
    for pool in sorted(different, key=lambda pool: len(parts(pool)[1])):
        whole, missing = parts(pool)
        members = joined.get(id(whole)) or _join(groups, pool, seen)
        if not missing:
            joined[id(pool)] = members
        first = next((number for number in members if number not in missing), None)
        if first is not None:
            witness[id(pool)] = first
    return witness


def _join(groups: Groups[str | int], pool: Pool, seen: AbstractSet[int]) -> list[int]:
    members = [number for number in pool if number in seen]
    for number in members:
        groups.join(number, members[0])
    return members
