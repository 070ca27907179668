from __future__ import annotations

from typing import Any

import pytest

from mingcha.core.assignment.replacing import dismiss, fill, recuse, withdraw
from mingcha.core.assignment.rounds import Assignment, assign
from mingcha.core.assignment.slots import Match, SlotRule

EAST = "130184001"
KEY = "00112233445566778899aabbccddeeff"


@pytest.fixture
def assignment(case, inspector) -> Assignment:
    """Three inspectors with two places each; x, y and z have two slots each."""
    return assign(
        case(
            inspectors=[inspector(iid, capacity=2) for iid in "abc"],
            rules=[SlotRule("*", (), Match.ANY)] * 3,
            objects=[(o, [(0, EAST), (1, EAST)]) for o in "xyz"],
        )
    )


def slots_of(assignment: Assignment, iid: str) -> list[tuple[str, int]]:
    return [slot for slot, holder in assignment.placements.items() if holder == iid]


def test_a_reserve_object_takes_the_place_of_one_that_left(assignment: Assignment):
    before = assignment.placements
    withdraw(assignment.board, "y", {0, 1})
    assert sum(assignment.loads.values()) == 4
    assert "y" not in assignment.board.teams
    new = assignment.board.join("n", [(1, EAST), (0, EAST)])
    changes = fill(assignment, new, KEY)
    assert {("n", 0), ("n", 1)} <= changes.keys()
    assert assignment.unplaced == []
    assert len(assignment.placements) == 6
    after = assignment.placements
    assert changes == {slot: after[slot] for slot in after if after[slot] != before.get(slot)}


def test_an_object_that_leaves_one_frame_keeps_its_other_slots(assignment: Assignment):
    withdraw(assignment.board, "y", {1})
    assert [slot.key for slot in assignment.board.teams["y"]] == [("y", 0)]
    assert len(assignment.placements) == 5
    assert sum(assignment.loads.values()) == 5


def test_an_object_on_the_board_may_join_a_further_frame(assignment: Assignment):
    (new,) = assignment.board.join("y", [(2, EAST)])
    withdraw(assignment.board, "z", {0, 1})
    fill(assignment, [new], KEY)
    team = [holder for (o, _), holder in assignment.placements.items() if o == "y"]
    assert sorted(team) == ["a", "b", "c"]


def test_an_inspector_who_leaves_is_never_chosen_again(assignment: Assignment):
    held = slots_of(assignment, "b")
    emptied = dismiss(assignment.board, "b")
    assert [slot.key for slot in emptied] == held
    assert (assignment.loads["b"], assignment.unplaced) == (0, held)
    assert fill(assignment, emptied, KEY) == {}
    assert assignment.unplaced == held
    withdraw(assignment.board, held[0][0], {0, 1})
    fill(assignment, [slot for slot in emptied if slot.object_id != held[0][0]], KEY)
    assert (len(slots_of(assignment, "b")), len(assignment.placements)) == (0, 4)


def test_a_conflict_found_late_bars_from_one_object_only(assignment: Assignment):
    left, kept = slots_of(assignment, "a")
    emptied = recuse(assignment.board, "a", left[0])
    assert [slot.key for slot in emptied] == [left]
    changes = fill(assignment, emptied, KEY)
    # The other two are full, so that others move until a is on the two objects it may be on.
    assert assignment.unplaced == []
    assert {o for o, _ in slots_of(assignment, "a")} == {"x", "y", "z"} - {left[0]}
    assert len(changes) > 1
    assert kept in slots_of(assignment, "a")


def test_a_conflict_counts_for_slots_that_come_later(assignment: Assignment):
    recuse(assignment.board, "a", "z")
    (later,) = assignment.board.join("z", [(2, EAST)])
    assert list(later.pool) == [1, 2]
    assert [list(slot.pool) for slot in assignment.board.teams["z"]] == [[1, 2]] * 3


def test_a_conflict_with_one_who_is_elsewhere_empties_nothing(assignment: Assignment):
    team = {holder for (o, _), holder in assignment.placements.items() if o == "x"}
    (elsewhere,) = {"a", "b", "c"} - team
    assert recuse(assignment.board, elsewhere, "x") == []
    assert assignment.unplaced == []


def test_slots_are_filled_in_ascending_order_under_the_given_key(case, inspector, literal):
    setting = case(
        inspectors=[inspector(iid, capacity=2) for iid in "abcdef"],
        rules=[SlotRule("*", (), Match.ANY)] * 11,
        objects=[(o, [(0, EAST), (1, EAST)]) for o in "xyz"],
    )
    for number in range(200):
        key = f"{number:032x}"
        assignment, reference = assign(setting), literal(setting).run()
        new = assignment.board.join("n", [(10, EAST), (2, EAST), (0, EAST)])
        assert fill(assignment, reversed(new), key) == later(reference, key)
        assert assignment.placements == reference.holder


def later(reference: Any, key: str) -> dict[tuple[str, int], str]:
    before = dict(reference.holder)
    reference.key = key
    slots = [("n", 0), ("n", 2), ("n", 10)]
    for slot in slots:
        reference.regions[slot] = EAST
        reference.pools[slot] = reference.pool(slot, reference.case.rules[slot[1]])
    reference.fill(slots)
    return {slot: c for slot, c in reference.holder.items() if before.get(slot) != c}
