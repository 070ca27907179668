"""Replacing an object that cannot be inspected by the next in reserve."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw.replacement import (
    Reason,
    Replacement,
    check_replacements,
    next_in_reserve,
    place_successor,
    replacement_key,
)
from mingcha.core.draw.selection import DrawingOutcome, DrawnRow
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import InvalidFile, Refusal

if TYPE_CHECKING:
    from conftest import Bundle

BODY = {
    "frame": "MAIN",
    "id": "A1",
    "reason": "moved_out",
    "evidence": "0" * 64,
    "confirmed_by": "U2",
    "approved_by": "U9",
    "successor": "A3",
}


def outcome(*ranked: tuple[str, str]) -> DrawingOutcome:
    """Return a frame's outcome of (id, status); the id's first letter is its stratum."""
    rows = [
        DrawnRow("MAIN", object_id[0], rank, object_id, "130184", "", status)
        for rank, (object_id, status) in enumerate(ranked, start=1)
    ]
    return DrawingOutcome("MAIN", (), tuple(rows))


MAIN = outcome(
    *(("A1", "D1"), ("A2", "D2"), ("A3", "R"), ("A4", "R")),
    *(("B1", "D1"), ("B2", "R"), ("C1", "D1")),
)


def leaves(object_id: str, successor: str, **changes: Any) -> Replacement:
    return replace(Replacement.read(BODY), id=object_id, successor=successor, **changes)


def fault_of(*replacements: Replacement) -> str:
    with pytest.raises(Refusal) as refusal:
        check_replacements([MAIN], replacements)
    return refusal.value.message


def test_a_body_is_read_as_it_is_written() -> None:
    assert Replacement.read(BODY).as_json() == BODY
    assert Replacement.read(BODY).reason is Reason.MOVED_OUT
    assert Replacement.read(BODY | {"successor": ""}).successor == ""


@pytest.mark.parametrize("reason", Reason)
def test_an_object_leaves_only_for_a_listed_reason(reason: Reason) -> None:
    assert Replacement.read(BODY | {"reason": reason.value}).reason is reason
    assert len(Reason) == 6


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("frame", "../MAIN"),
        ("id", None),
        ("reason", "too_busy"),
        ("evidence", ""),
        ("confirmed_by", ""),
        ("approved_by", ""),
        ("successor", None),
        ("note", ""),
    ],
)
def test_a_malformed_body_is_refused_at_its_place(key: str, value: Any) -> None:
    with pytest.raises(InvalidFile) as refusal:
        Replacement.read(BODY | {key: value})
    assert refusal.value.file == "log.jsonl"
    assert refusal.value.fault.startswith(f"REPLACE.{key} ")


def test_the_next_in_reserve_is_the_lowest_unused_of_the_stratum() -> None:
    assert next_in_reserve(MAIN, "A1", []) == MAIN.rows[2]
    assert next_in_reserve(MAIN, "A2", ["A3"]) == MAIN.rows[3]
    assert next_in_reserve(MAIN, "A3", ["A3"]) == MAIN.rows[3]
    assert next_in_reserve(MAIN, "A1", ["A3", "A4"]) is None
    assert next_in_reserve(MAIN, "B1", ["A3"]) == MAIN.rows[5]
    assert next_in_reserve(MAIN, "C1", []) is None
    assert next_in_reserve(MAIN, "Z9", []) is None


def test_replacements_in_the_order_of_the_reserve_are_sound() -> None:
    check_replacements([MAIN], [])
    check_replacements(
        [MAIN],
        [
            leaves("A2", "A3"),
            leaves("B1", "B2"),
            leaves("A3", "A4"),
            leaves("A1", ""),
            leaves("C1", ""),
        ],
    )


def test_the_reserve_taken_out_of_order() -> None:
    fault = fault_of(leaves("A1", "A4"))
    assert fault == "A1 的替换没有按备选次序：应为 A3，记录为 A4"
    fault = fault_of(leaves("A1", "A3"), leaves("A2", "A3"))
    assert fault == "A2 的替换没有按备选次序：应为 A4，记录为 A3"
    fault = fault_of(leaves("A1", "B2"))
    assert fault == "A1 的替换没有按备选次序：应为 A3，记录为 B2"


def test_a_reserve_passed_over_or_invented() -> None:
    fault = fault_of(leaves("A1", ""))
    assert fault == "A1 的替换没有按备选次序：应为 A3，记录为 （备选用完）"
    fault = fault_of(leaves("C1", "A3"))
    assert fault == "C1 的替换没有按备选次序：应为 （备选用完），记录为 A3"


@pytest.mark.parametrize(
    "replacement",
    [leaves("A3", "A4"), leaves("Z9", ""), leaves("A1", "A3", frame="FIRE")],
)
def test_only_who_was_drawn_can_be_replaced(replacement: Replacement) -> None:
    fault = fault_of(replacement)
    expected = f"{replacement.id} 不在抽样框 {replacement.frame} 的抽中名单里，不能替换"
    assert fault == expected


def test_nobody_leaves_twice() -> None:
    fault = fault_of(leaves("A1", "A3"), leaves("A1", "A4"))
    assert fault == "A1 不在抽样框 MAIN 的抽中名单里，不能替换"


def test_a_second_person_confirms() -> None:
    fault = fault_of(leaves("A1", "A3", confirmed_by="U9"))
    assert fault == "A1 的替换由同一人确认和批准，须另有一人"


def test_each_frame_has_its_own_reserve() -> None:
    other = replace(MAIN, code="TAX")
    check_replacements([MAIN, other], [leaves("A1", "A3"), leaves("A1", "A3", frame="TAX")])


def test_the_key_of_a_replacement_cannot_be_known_before_the_approval() -> None:
    seed, head = "5e" * 32, "ab" * 32
    text = f"SSJ-DRAW/1|KEY\n{seed}\nASG-R3:{head}"
    expected = sha256(text.encode()).hexdigest()[:32]
    assert replacement_key(SUITES["S1"], seed, 3, head) == expected


def successors(
    files: Bundle, leaving: str, successor: str, head: str = "ab" * 32
) -> tuple[Any, dict[Any, str]]:
    inputs, draw = files.inputs(), files.conduct()
    body = BODY | {"id": leaving, "successor": successor}
    key = replacement_key(inputs.plan.suite, draw.seed, 1, head)
    placed = place_successor(
        inputs.plan, inputs.registers, draw.assignment, Replacement.read(body), key
    )
    return draw.assignment, placed


def first_and_reserve(files: Bundle) -> tuple[str, str]:
    """Return the first drawn object and the first in reserve of the stratum G1."""
    first, _, reserve = (line.split("\t") for line in files.lines("result.tsv") if "\tG1\t" in line)
    assert (first[5], reserve[5]) == ("D1", "R")
    return first[3], reserve[3]


def test_a_successor_joins_every_following_frame_that_has_it(village: Bundle) -> None:
    result = [line.split("\t") for line in village.lines("result.tsv")]
    leaving, successor = result[1][3], result[2][3]
    assert (leaving, successor) == ("9113018400000001XA", "9113018400000004XD")
    assignment, placed = successors(village, leaving, successor)
    on_the_board = [*assignment.placements, *assignment.unplaced]
    assert not any(object_id == leaving for object_id, _ in on_the_board)
    assert sorted(j for object_id, j in on_the_board if object_id == successor) == [0, 1, 2]
    for slot, iid in placed.items():
        assert assignment.placements[slot] == iid
    untouched = {
        tuple(line.split("\t"))
        for line in village.lines("assignment.tsv")
        if line.split("\t")[0] != leaving
    }
    now = {(o, str(j), iid) for (o, j), iid in assignment.placements.items()}
    changed = {(o, str(j), iid) for (o, j), iid in placed.items()}
    assert now - changed <= untouched


@pytest.mark.parametrize(
    "fire",
    [
        lambda lines: [line for line in lines if not line.startswith("91")],
        lambda lines: [line[:-1] + "closed" if line[-1] == "-" else line for line in lines],
    ],
    ids=["lacks", "excludes"],
)
def test_a_successor_does_not_join_a_following_frame_that_does_not_offer_it(
    village: Bundle, fire: Any
) -> None:
    village.edit_lines("registers/FIRE.tsv", fire).freeze().draw()
    leaving, successor = first_and_reserve(village)
    assignment, _ = successors(village, leaving, successor)
    slots = [*assignment.placements, *assignment.unplaced]
    assert sorted(j for object_id, j in slots if object_id == successor) == [0, 1]


def test_where_the_reserve_is_used_up_the_team_is_only_taken_off(village: Bundle) -> None:
    assignment, placed = successors(village, "9113018400000001XA", "")
    assert placed == {}
    slots = [*assignment.placements, *assignment.unplaced]
    assert not any(object_id == "9113018400000001XA" for object_id, _ in slots)


def test_the_head_of_the_log_decides_who_comes(village: Bundle) -> None:
    village.edit("plan.json", lambda plan: plan["assignment"].update(choices=1)).draw()
    leaving, successor = first_and_reserve(village)
    teams = {
        frozenset(successors(village, leaving, successor, f"{n:064x}")[1].items())
        for n in range(40)
    }
    assert len(teams) > 1
    assert all(teams)
