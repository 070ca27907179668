from __future__ import annotations

import pytest

from mingcha.core.assignment.pool_sizes import PoolSize, Verdict, pool_sizes
from mingcha.core.assignment.slots import Match, SlotRule

DAY = "2026-12-31"
EAST, WEST = "130184001", "130184002"
COOK = SlotRule("scjg", ("food",), Match.SAME)
ANYBODY = SlotRule("scjg", (), Match.SAME)
FIREMAN = SlotRule("xfjy", (), Match.ANY)


@pytest.mark.parametrize(
    ("size", "needed", "verdict"),
    [
        (0, 1, Verdict.REFUSE),
        (1, 1, Verdict.WARN),
        (1, 2, Verdict.REFUSE),
        (9, 1, Verdict.WARN),
        (10, 10, Verdict.FINE),
        (10, 11, Verdict.REFUSE),
    ],
)
def test_verdicts(size: int, needed: int, verdict: Verdict):
    assert PoolSize(0, EAST, size, needed).verdict is verdict


def test_pools_are_counted_by_slot_and_region(inspector):
    people = [
        *(inspector(f"E{n}", region=EAST, expertise=("food",)) for n in range(3)),
        *(inspector(f"W{n}", region=WEST) for n in range(2)),
        inspector("tired", region=WEST, expertise=("food",), capacity=0),
        inspector("expired", region=WEST, cert_valid_to="2026-12-30"),
        inspector("fireman", region="13", unit="xfjy"),
    ]
    objects = [[(1, WEST), (0, WEST)], [(0, EAST), (2, EAST)], [(0, EAST), (2, EAST)]]
    assert pool_sizes(people, [COOK, ANYBODY, FIREMAN], objects, DAY) == [
        PoolSize(0, EAST, 3, 1),
        PoolSize(0, WEST, 0, 1),
        PoolSize(1, WEST, 2, 2),
        PoolSize(2, EAST, 1, 1),
    ]


def test_slots_that_only_these_inspectors_could_fill_need_them(inspector):
    cook, other = inspector("a", expertise=("food",)), inspector("b")
    team = [[(0, EAST), (1, EAST), (2, EAST)]]
    rules = [COOK, COOK, ANYBODY]
    assert pool_sizes([cook, other], rules, team, DAY) == [
        PoolSize(0, EAST, 1, 2),
        PoolSize(1, EAST, 1, 2),
        PoolSize(2, EAST, 2, 3),
    ]


def test_the_largest_team_counts(inspector):
    objects = [[(1, EAST)], [(0, EAST), (1, EAST)], [(0, EAST)]]
    sizes = pool_sizes([inspector("a")], [ANYBODY, ANYBODY], objects, DAY)
    assert [(size.index, size.needed) for size in sizes] == [(0, 2), (1, 2)]


def test_nothing_to_draw(inspector):
    assert pool_sizes([inspector("a")], [ANYBODY], [], DAY) == []
