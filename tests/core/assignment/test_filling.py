"""Steps 4 and 5. Each script holds the lots that may be asked for and no others."""

from __future__ import annotations

from typing import Any

import pytest

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.filling import Filling
from mingcha.core.assignment.slots import Match, SlotRule

NEVER = -1  # no hash has this value: whoever asks for the lot fails


@pytest.fixture
def fill(case, inspector, scripted) -> Any:
    """Fill slots one after the other.

    ``people`` gives for each inspector (one place each) the slots j that it may take; slots are
    written ``o:j`` and drawn with a single draw from their pools. Returns who sits where.
    """

    def run(people: dict[str, str], slots: list[str], script: dict[str, int]) -> dict[str, str]:
        keys = [(o, int(j)) for o, j in (slot.split(":") for slot in slots)]
        setting = case(
            new_hash=scripted({f"P:{slot}:0": 0 for slot in slots} | script),
            inspectors=[
                inspector(iid, expertise=tuple(may_take.split()))
                for iid, may_take in people.items()
            ],
            rules=[SlotRule("*", (str(j),), Match.ANY) for j in range(12)],
            objects=[(o, [(j, "130184")]) for o, j in keys],
            tmax=1,
        )
        board = Board(setting)
        of_key = {slot.key: slot for slot in board.slots()}
        left = Filling(board, "K").fill([of_key[key] for key in keys])
        assert left == [of_key[key] for key in keys if of_key[key].inspector is None]
        for number, held in enumerate(board.held):
            assert {slot.inspector for slot in held} <= {number}
        return {
            f"{o}:{j}": board.roster[slot.inspector].iid
            for (o, j), slot in of_key.items()
            if slot.inspector is not None
        }

    return run


def test_another_slot_makes_room(fill):
    placed = fill({"a": "0 1", "b": "0"}, ["x:0", "y:1"], {"A:y:1:a": 1, "A:x:0:b": 1})
    assert placed == {"x:0": "b", "y:1": "a"}


def test_a_slot_of_the_same_object_makes_room(fill):
    placed = fill({"a": "0 1", "b": "0"}, ["x:0", "x:1"], {"A:x:1:a": 1, "A:x:0:b": 1})
    assert placed == {"x:0": "b", "x:1": "a"}


def test_rooms_are_made_along_the_whole_path(fill):
    people = {"a": "0 1", "b": "1 2", "c": "2"}
    script = {"A:z:0:a": 1, "A:x:1:b": 1, "A:y:2:c": 1}
    placed = fill(people, ["x:1", "y:2", "z:0"], script)
    assert placed == {"x:1": "b", "y:2": "c", "z:0": "a"}


def test_of_the_free_the_smallest_lot_takes_the_last_place(fill):
    people = {"a": "0 1", "b": "0", "c": "0"}
    script = {"A:y:1:a": 1, "A:x:0:b": 6, "A:x:0:c": 5}
    assert fill(people, ["x:0", "y:1"], script) == {"x:0": "c", "y:1": "a"}
    script |= {"A:x:0:b": 5}
    assert fill(people, ["x:0", "y:1"], script) == {"x:0": "b", "y:1": "a"}


def test_slots_are_asked_by_the_lots_of_their_inspectors(fill):
    people = {"a": "1 9", "b": "2 9", "c": "1", "d": "2"}
    slots = ["x:1", "y:2", "z:9"]
    script = {"A:x:1:c": 1, "A:y:2:d": 1}
    placed = fill(people, slots, script | {"A:z:9:a": 1, "A:z:9:b": 2})
    assert placed == {"x:1": "c", "y:2": "b", "z:9": "a"}
    placed = fill(people, slots, script | {"A:z:9:a": 2, "A:z:9:b": 1})
    assert placed == {"x:1": "a", "y:2": "d", "z:9": "b"}


def test_the_nearest_way_out_is_taken_though_a_smaller_lot_leads_further(fill):
    # z:9 could take a, whose x:1 needs e, whose u:3 could take f; or b, whose y:2 could take d.
    people = {"a": "1 9", "b": "2 9", "d": "2", "e": "1 3", "f": "3"}
    script = {"A:z:9:a": 1, "A:z:9:b": 2, "A:x:1:e": 1, "A:y:2:d": 1}
    placed = fill(people, ["u:3", "x:1", "y:2", "z:9"], script)
    assert placed == {"u:3": "e", "x:1": "a", "y:2": "d", "z:9": "b"}


def test_an_inspector_with_two_slots_gives_up_the_first_that_can_be_filled(
    case, inspector, scripted
):
    picks = {"P:x:10:0": 0, "P:w:2:0": 0, "P:x:2:0": 0, "P:z:9:0": 0}
    people = [
        inspector("a", capacity=2, expertise=("10", "2", "9")),
        inspector("b", capacity=1, expertise=("10", "2")),
    ]
    for slots, gives_up in ((["x:10", "w:2"], "w:2"), (["x:2", "y:10"], "x:2")):
        keys = [(o, int(j)) for o, j in (slot.split(":") for slot in [*slots, "z:9"])]
        setting = case(
            new_hash=scripted(picks | {"P:y:10:0": 0, "A:z:9:a": 1, f"A:{gives_up}:b": 1}),
            inspectors=people,
            rules=[SlotRule("*", (str(j),), Match.ANY) for j in range(11)],
            objects=[(o, [(j, "130184")]) for o, j in keys],
            tmax=1,
        )
        board = Board(setting)
        of_key = {slot.key: slot for slot in board.slots()}
        for key in keys[:2]:
            board.seat(of_key[key], 0)
        assert Filling(board, "K").fill([of_key[keys[2]]]) == []
        moved = {f"{o}:{j}" for (o, j), slot in of_key.items() if slot.inspector == 1}
        assert moved == {gives_up}


def test_without_a_path_nobody_moves(fill):
    people = {"a": "0 1", "b": "2"}
    placed = fill(people, ["x:0", "y:1", "z:2"], {"A:y:1:a": 1})
    assert placed == {"x:0": "a", "z:2": "b"}


def test_where_all_are_closed_no_lot_is_asked_for(fill):
    people = {"a": "0 1 2"}
    script = {"A:y:1:a": 1}
    placed = fill(
        people, ["x:0", "y:1", "z:2", "v:1"], script | {"P:z:2:0": NEVER, "P:v:1:0": NEVER}
    )
    assert placed == {"x:0": "a"}


def test_the_closed_stay_closed_in_later_searches(fill):
    # y:1 fails and closes a; t:6 fails and closes e. When u:3 looks for room at b, and x:2 then
    # at c, nobody asks x:2's lots for a or e any more.
    people = {"a": "0 1 2", "b": "2 3", "c": "2 4", "d": "4", "e": "2 5 6"}
    slots = ["w:0", "y:1", "s:5", "t:6", "v:4", "x:2", "u:3"]
    script = {"A:y:1:a": 1, "A:t:6:e": 1, "A:u:3:b": 1, "A:x:2:c": 1, "A:v:4:d": 1}
    to_b = {"P:x:2:0": (1 << 64) // 4 + 1}
    assert fill(people, slots, script | to_b) == {
        "w:0": "a",
        "s:5": "e",
        "v:4": "d",
        "x:2": "c",
        "u:3": "b",
    }


def test_an_empty_pool_leaves_its_slot_unplaced(fill):
    assert fill({"a": "0"}, ["x:1"], {"P:x:1:0": NEVER}) == {}


def test_turns_follow_the_lots_of_the_slots(case, inspector, scripted):
    script = {"S:x:0": 3, "S:y:0": 1, "S:y:10": 2, "S:y:2": 2}
    script |= {f"P:{slot}:0": 0 for slot in ("x:0", "y:0", "y:10", "y:2")}
    # Who comes first gets a, and so on; of equal turns y:2 is before y:10.
    script |= {
        f"Q:{slot}:{iid}": rank
        for slot in ("x:0", "y:10", "y:2")
        for rank, iid in enumerate("abcd")
    }
    setting = case(
        new_hash=scripted(script),
        inspectors=[inspector(iid) for iid in "abcd"],
        rules=case().rules * 11,
        objects=[("x", [(0, "130184")]), ("y", [(10, "130184"), (2, "130184"), (0, "130184")])],
        tmax=1,
    )
    board = Board(setting)
    assert Filling(board, "K").fill_by_turn(board.slots()) == []
    sitting = {slot.key: board.roster[slot.inspector].iid for slot in board.slots()}
    assert sitting == {("y", 0): "a", ("y", 2): "b", ("y", 10): "c", ("x", 0): "d"}
