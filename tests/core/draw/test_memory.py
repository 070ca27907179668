"""The reference engine: registers held in memory."""

from __future__ import annotations

from hashlib import sha256

from mingcha.core.draw.allocation import StratumSize
from mingcha.core.draw.memory import MemoryRegisters
from mingcha.core.draw.registers import RegisterRow

MAIN = [
    RegisterRow("5", "A", "130184", "-"),
    RegisterRow("1", "A", "130184", "-"),
    RegisterRow("3", "B", "130185", "-"),
    RegisterRow("4", "A", "130184", "closed"),
    RegisterRow("2", "A", "130184101", "-"),
    RegisterRow("7", "C", "130184", "closed"),
]
FIRE = [RegisterRow("1", "X", "130184", "-"), RegisterRow("3", "X", "130184", "-")]


def registers(**frames: list[RegisterRow]) -> MemoryRegisters:
    return MemoryRegisters(sha256, frames)


def ticket(object_id: str) -> str:
    return sha256(f"key:{object_id}".encode()).hexdigest()


def test_sizes_count_rows_and_eligible_rows_by_stratum() -> None:
    assert registers(MAIN=MAIN, FIRE=FIRE).sizes("MAIN") == {
        "A": StratumSize(rows=4, eligible=3),
        "B": StratumSize(rows=1, eligible=1),
        "C": StratumSize(rows=1, eligible=0),
    }
    assert registers(MAIN=[]).sizes("MAIN") == {}


def test_the_lowest_of_each_stratum_come_ascending_without_the_excluded() -> None:
    found = registers(MAIN=MAIN).lowest("MAIN", "key", {"A": 9, "B": 1, "C": 1})
    regions = {"1": "130184", "2": "130184101", "5": "130184"}
    assert found["A"] == sorted(
        (ticket(object_id), object_id, region, "A") for object_id, region in regions.items()
    )
    assert found["B"] == [(ticket("3"), "3", "130185", "B")]
    assert found["C"] == []


def test_no_more_come_than_asked_for() -> None:
    store = registers(MAIN=MAIN)
    all_of_a = store.lowest("MAIN", "key", {"A": 3})["A"]
    assert store.lowest("MAIN", "key", {"A": 2, "B": 0}) == {"A": all_of_a[:2]}
    assert store.lowest("MAIN", "key", {"A": 1})["A"] == all_of_a[:1]
    assert store.lowest("MAIN", "key", {}) == {}


def test_rows_are_found_by_id() -> None:
    store = registers(MAIN=MAIN, FIRE=FIRE)
    assert store.rows("MAIN", ["3", "4", "9"]) == {"3": MAIN[2], "4": MAIN[3]}
    assert store.rows("FIRE", {"1": None}.keys()) == {"1": FIRE[0]}
    assert store.rows("MAIN", []) == {}


def test_regions_that_differ_between_frames_are_listed() -> None:
    assert registers(MAIN=MAIN).regions_differ() == []
    assert registers(MAIN=MAIN, FIRE=FIRE).regions_differ() == ["3"]
    moved = [row._replace(region="140581") for row in MAIN]
    assert registers(MAIN=MAIN, TAX=moved).regions_differ() == sorted(row.id for row in MAIN)
    assert registers(MAIN=[], FIRE=FIRE).regions_differ() == []


def test_all_rows_include_the_excluded() -> None:
    assert list(registers(MAIN=MAIN, FIRE=FIRE).all_rows("MAIN")) == MAIN


def test_the_excluded_are_those_with_a_reason() -> None:
    assert list(registers(MAIN=MAIN).excluded("MAIN")) == [MAIN[3], MAIN[5]]


def test_where_an_object_stands_is_told_once_in_the_order_of_the_frames() -> None:
    assert registers(MAIN=MAIN, FIRE=FIRE).standings() == {
        (("MAIN", "130184"),),
        (("MAIN", "130184101"),),
        (("MAIN", "130184"), ("FIRE", "130184")),
        (("MAIN", "130185"), ("FIRE", "130184")),
    }
