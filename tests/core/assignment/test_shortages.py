from __future__ import annotations

from dataclasses import replace

import pytest

from mingcha.core.assignment.rounds import assign
from mingcha.core.assignment.shortages import Shortage
from mingcha.core.assignment.slots import Match, SlotRule

EAST, WEST = "130184001", "130184002"


def test_a_region_with_too_few_inspectors(case, inspector):
    assignment = assign(
        case(
            inspectors=[
                inspector("a", region=EAST, capacity=2),
                inspector("b", region=EAST, capacity=9),
                inspector("c", region=WEST, capacity=9),
            ],
            rules=[SlotRule("*", (), Match.SAME)] * 2,
            objects=[
                *((f"E{n}", [(0, EAST), (1, EAST)]) for n in range(4)),
                *((f"W{n}", [(0, WEST)]) for n in range(4)),
            ],
        )
    )
    # a takes two places, b one place on each of the four objects: 6 of 8.
    assert assignment.shortages == (
        Shortage(
            round=1,
            slots=tuple((f"E{n}", j) for n in range(4) for j in (0, 1)),
            inspectors=("a", "b"),
            capacity=6,
            deficit=2,
            places=((0, EAST), (1, EAST)),
        ),
    )


def test_slots_without_anybody_are_short_one_by_one_in_the_order_of_their_names(case):
    assignment = assign(case(objects=[(o, [(0, WEST)]) for o in ("C1", "C", "C0")]))
    shown = [
        (shortage.slots, shortage.inspectors, shortage.capacity, shortage.deficit)
        for shortage in assignment.shortages
    ]
    # "C0:0" < "C1:0" < "C:0", although C is the smallest id.
    assert shown == [((("C0", 0),), (), 0, 1), ((("C1", 0),), (), 0, 1), ((("C", 0),), (), 0, 1)]


def test_inside_a_shortage_slots_are_ordered_by_name_too(case, inspector):
    rules = [SlotRule("*", (), Match.ANY)] * 11
    objects = [("C", [(2, WEST), (10, WEST)]), ("C0", [(1, WEST)])]
    assignment = assign(case(inspectors=[inspector("a")], rules=rules, objects=objects))
    (shortage,) = assignment.shortages
    assert shortage.slots == (("C0", 1), ("C", 10), ("C", 2))
    assert shortage.places == ((1, WEST), (2, WEST), (10, WEST))
    assert (shortage.capacity, shortage.deficit) == (1, 2)


def test_one_object_ties_its_slots_together(case, inspector):
    # Nobody may take slot 1; slot 0 is taken by a, whom slot 2 may take as well.
    rules = [SlotRule("*", ("0",), Match.ANY), SlotRule("*", ("1",), Match.ANY)]
    people = [inspector("a", expertise=("0",), capacity=5)]
    both = case(inspectors=people, rules=rules, objects=[("x", [(1, EAST), (0, EAST)])])
    (shortage,) = assign(both).shortages
    assert shortage.slots == (("x", 1),)

    people = [inspector("a", expertise=("0", "1"), capacity=5)]
    both = case(inspectors=people, rules=rules, objects=[("x", [(1, EAST), (0, EAST)])])
    (shortage,) = assign(both).shortages
    assert shortage.slots == (("x", 0), ("x", 1))
    assert (shortage.inspectors, shortage.capacity, shortage.deficit) == (("a",), 1, 1)


def test_a_seen_inspector_ties_objects_together_and_one_with_room_does_not(case, inspector):
    # One may be on an object once only: x and y are short by one each, apart, for a has room.
    pairs = [("x", [(0, EAST), (1, EAST)]), ("y", [(0, EAST), (1, EAST)])]
    rules = [SlotRule("*", (), Match.ANY)] * 2
    roomy = case(inspectors=[inspector("a", capacity=9)], rules=rules, objects=pairs)
    assert [shortage.slots for shortage in assign(roomy).shortages] == [
        (("x", 0), ("x", 1)),
        (("y", 0), ("y", 1)),
    ]
    full = case(inspectors=[inspector("a", capacity=1)], rules=rules, objects=pairs)
    (shortage,) = assign(full).shortages
    assert (len(shortage.slots), shortage.capacity, shortage.deficit) == (4, 1, 3)


def test_those_without_capacity_are_named_and_count_nothing(case, inspector):
    people = [inspector("a", capacity=0), inspector("b", capacity=0)]
    (shortage,) = assign(case(inspectors=people, objects=[("x", [(0, EAST)])])).shortages
    assert (shortage.inspectors, shortage.capacity, shortage.deficit) == (("a", "b"), 0, 1)


def test_who_is_barred_from_an_object_does_not_count_for_it(case, inspector):
    # x may have neither a nor b; y has its second cook and its second fireman missing.
    cook, fireman = SlotRule("*", ("food",), Match.ANY), SlotRule("*", ("fire",), Match.ANY)
    assignment = assign(
        case(
            inspectors=[
                inspector("a", expertise=("food",), capacity=9),
                inspector("b", expertise=("fire",), capacity=9),
                inspector("c", expertise=("food",), capacity=0),
                inspector("d", expertise=("fire",), capacity=0),
            ],
            conflicts={"x": frozenset({"a", "b"})},
            rules=[cook, fireman, cook, fireman],
            objects=[("x", [(0, EAST), (1, EAST)]), ("y", [(j, EAST) for j in range(4)])],
        )
    )
    (shortage,) = assignment.shortages
    assert len(shortage.slots) == 6
    assert shortage.inspectors == ("a", "b", "c", "d")
    assert (shortage.capacity, shortage.deficit) == (2, 4)


def test_every_round_reports_what_it_tried(case, inspector):
    nobody = SlotRule("nobody", (), Match.ANY)
    anybody = SlotRule("*", (), Match.ANY)
    assignment = assign(
        case(
            inspectors=[inspector("a")],
            rules=[nobody, nobody],
            fallback=[[anybody, None], [nobody, None]],
            objects=[("x", [(0, EAST), (1, EAST)]), ("y", [(0, EAST)])],
        )
    )
    shown = [
        (shortage.round, len(shortage.slots), shortage.deficit) for shortage in assignment.shortages
    ]
    assert shown == [(1, 2, 2), (1, 1, 1), (2, 2, 1), (3, 1, 1)]


@pytest.mark.slow
def test_certificates_hold_by_their_own_definition(tight_case, literal):
    """Without any search: pools, capacities and objects alone prove each deficit."""
    certified = 0
    for seed in range(700):
        setting = tight_case(seed)
        for shortage in assign(setting).shortages:
            stage = literal(replace(setting, fallback=setting.fallback[: shortage.round - 1])).run()
            objects: dict[str, set[str]] = {}
            for slot in shortage.slots:
                for iid in stage.pools[slot]:
                    objects.setdefault(iid, set()).add(slot[0])
            capacity = sum(min(stage.people[c].capacity, len(objects[c])) for c in objects)
            assert shortage.inspectors == tuple(sorted(objects))
            assert shortage.capacity == capacity
            assert shortage.deficit == len(shortage.slots) - capacity > 0
            places = {(j, stage.regions[o, j]) for o, j in shortage.slots}
            assert shortage.places == tuple(sorted(places))
            certified += 1
    assert certified > 1000
