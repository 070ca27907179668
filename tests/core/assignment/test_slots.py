from __future__ import annotations

from mingcha.core.assignment.slots import Slot, ascending


def test_slots_ascend_by_object_and_number():
    slots = [Slot(o, j, "130184", (), []) for o, j in [("B", 0), ("A", 10), ("A", 2), ("A1", 1)]]
    assert [slot.key for slot in sorted(slots, key=ascending)] == [
        ("A", 2),
        ("A", 10),
        ("A1", 1),
        ("B", 0),
    ]


def test_a_slot_knows_who_sits_on_its_team():
    team: list[Slot] = []
    team += [Slot("A", 0, "130184", (), team, 7), Slot("A", 1, "130184", (), team)]
    assert team[0].seated() == team[1].seated() == [7]


def test_a_slot_is_shown_without_its_pool_and_team():
    team: list[Slot] = []
    team.append(Slot("A", 3, "130184", (1, 2), team))
    assert repr(team[0]) == "Slot(object_id='A', index=3, region='130184', inspector=None)"
