"""What changed in a register since the previous one."""

from __future__ import annotations

from mingcha.core.draw.late_changes import LateChange, late_changes
from mingcha.core.draw.registers import RegisterRow

BEFORE = [
    RegisterRow("5", "A", "130184", "-"),
    RegisterRow("1", "D", "130184", "-"),
    RegisterRow("2", "A", "130184", "-"),
    RegisterRow("3", "A", "130184", "-"),
    RegisterRow("4", "A", "130184", "closed"),
]
AFTER = [
    RegisterRow("6", "B", "130184", "moved"),
    RegisterRow("4", "A", "130184", "moved"),
    RegisterRow("3", "A", "140581", "-", "tag"),
    RegisterRow("2", "A", "130184", "closed"),
    RegisterRow("1", "A", "130184", "-"),
]


def test_classes_exclusions_new_and_gone_objects_are_listed_by_id() -> None:
    assert late_changes("MAIN", BEFORE, AFTER) == [
        LateChange("MAIN", "1", ("D", "-"), ("A", "-")),
        LateChange("MAIN", "2", ("A", "-"), ("A", "closed")),
        LateChange("MAIN", "4", ("A", "closed"), ("A", "moved")),
        LateChange("MAIN", "5", ("A", "-"), None),
        LateChange("MAIN", "6", None, ("B", "moved")),
    ]


def test_a_register_like_the_previous_one_has_no_late_changes() -> None:
    assert late_changes("MAIN", BEFORE, reversed(BEFORE)) == []
    assert late_changes("MAIN", [], []) == []


def test_a_change_as_the_transcript_writes_it() -> None:
    assert LateChange("MAIN", "1", ("D", "-"), ("A", "closed")).as_json() == {
        "frame": "MAIN",
        "id": "1",
        "was": {"stratum": "D", "excl": "-"},
        "now": {"stratum": "A", "excl": "closed"},
    }
    assert LateChange("FIRE", "1", None, ("A", "-")).as_json()["was"] is None
    assert LateChange("FIRE", "1", ("A", "-"), None).as_json()["now"] is None
