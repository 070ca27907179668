from __future__ import annotations

from typing import Any

from mingcha.core.assignment.components import components
from mingcha.core.assignment.pool import without
from mingcha.core.assignment.slots import Slot


def parted(slots: list[tuple[str, Any]], seen: set[int]) -> list[list[int]]:
    """The components of slots (object, pool), as places in the list."""
    made = [Slot(object_id, j, "130184", pool, []) for j, (object_id, pool) in enumerate(slots)]
    return sorted(sorted(slot.index for slot in part) for part in components(made, seen))


def test_slots_that_share_nothing_are_apart():
    assert parted([("x", (1,)), ("y", (2,)), ("z", ())], {1, 2}) == [[0], [1], [2]]


def test_an_object_ties_its_slots():
    assert parted([("x", ()), ("y", (2,)), ("x", (1,))], {1, 2}) == [[0, 2], [1]]


def test_a_seen_inspector_ties_and_an_unseen_one_does_not():
    slots = [("x", (1, 4)), ("y", (2, 4)), ("z", (3, 5)), ("w", (5,))]
    assert parted(slots, {1, 2, 3, 5}) == [[0], [1], [2, 3]]
    assert parted(slots, {1, 2, 3, 4}) == [[0, 1], [2], [3]]


def test_ties_go_on_from_pool_to_pool():
    slots = [("x", (1, 2)), ("y", (3, 4)), ("z", (5, 6)), ("x", (2, 3))]
    assert parted(slots, {2, 3, 5}) == [[0, 1, 3], [2]]
    assert parted([("x", (1, 2)), ("y", (4,)), ("z", (2, 3, 4))], {1, 2, 3, 4}) == [[0, 1, 2]]


def test_two_views_tie_by_whom_both_have_kept():
    pool = (1, 2, 3)
    slots = [("x", without(pool, [1])), ("y", without(pool, [2]))]
    assert parted(slots, {1, 2}) == [[0], [1]]
    assert parted(slots, {1, 2, 3}) == [[0, 1]]
    # With the whole pool between them, they are tied through it.
    assert parted([*slots, ("z", pool)], {1, 2}) == [[0, 1, 2]]


def test_a_view_that_keeps_no_seen_inspector_is_apart():
    pool = (1, 2)
    slots = [("x", pool), ("y", without(pool, [1])), ("z", pool)]
    assert parted(slots, {1}) == [[0, 2], [1]]
    assert parted([("x", (1, 3)), ("y", without(pool, [1, 2]))], {1, 2, 3}) == [[0], [1]]


def test_a_view_of_a_view_has_fewer_ties():
    pool = (1, 2, 3)
    view = without(pool, [1])
    slots = [("x", view), ("y", without(view, [2])), ("z", (1,))]
    assert parted(slots, {1, 2}) == [[0], [1], [2]]
    assert parted(slots, {1, 3}) == [[0, 1], [2]]
    assert parted([*slots, ("w", pool)], {1, 3}) == [[0, 1, 2, 3]]
