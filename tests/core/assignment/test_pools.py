from __future__ import annotations

from typing import Any

import pytest

from mingcha.core.assignment.inspectors import Inspector, Roster
from mingcha.core.assignment.pools import Pools
from mingcha.core.assignment.slots import Match, SlotRule

DAY = "2026-12-31"


def pool_of(
    people: list[Inspector], rule: SlotRule, region: str = "130184001", **conflicts: Any
) -> list[str]:
    roster = Roster(people)
    pool = Pools(roster, conflicts, DAY).by_rule(rule).of("o", region)
    return [roster[number].iid for number in pool]


def test_a_unit_is_asked_for_or_any(inspector):
    people = [inspector("a", unit="scjg"), inspector("b", unit="xfjy")]
    assert pool_of(people, SlotRule("xfjy", (), Match.ANY)) == ["b"]
    assert pool_of(people, SlotRule("*", (), Match.ANY)) == ["a", "b"]


def test_a_certificate_must_be_valid_on_the_day(inspector):
    days = {"a": "2026-12-30", "b": "2026-12-31", "c": "2027-01-01"}
    people = [inspector(iid, cert_valid_to=day) for iid, day in days.items()]
    assert pool_of(people, SlotRule("*", (), Match.ANY)) == ["b", "c"]


def test_all_of_the_expertise_is_needed(inspector):
    fields = {"a": ("food",), "b": ("boiler", "drugs", "food"), "c": (), "d": ("boiler",)}
    people = [inspector(iid, expertise=known) for iid, known in fields.items()]
    assert pool_of(people, SlotRule("*", ("boiler", "food"), Match.ANY)) == ["b"]
    assert pool_of(people, SlotRule("*", ("food",), Match.ANY)) == ["a", "b"]
    assert pool_of(people, SlotRule("*", (), Match.ANY)) == ["a", "b", "c", "d"]


def test_capacity_does_not_matter(inspector):
    assert pool_of([inspector("a", capacity=0)], SlotRule("*", (), Match.ANY)) == ["a"]


@pytest.mark.parametrize(
    ("match", "region", "pool"),
    [
        (Match.ANY, "130184001", ["a", "b", "c", "d", "e", "f"]),
        (Match.SAME, "130184001", ["c"]),
        (Match.SAME, "130184", ["a", "d"]),
        (Match.SAME, "1301", ["f"]),
        (Match.SAME, "130184002", []),
        (Match.WITHIN, "130184001", ["a", "c", "d", "f"]),
        (Match.WITHIN, "130184001003", ["a", "c", "d", "e", "f"]),
        (Match.WITHIN, "130184002", ["a", "d", "f"]),
        (Match.WITHIN, "1301", ["f"]),
        (Match.WITHIN, "410000", []),
    ],
)
def test_regions_match(inspector, match: Match, region: str, pool: list[str]):
    homes = {
        "a": "130184",
        "b": "140581",
        "c": "130184001",
        "d": "130184",
        "e": "130184001003",
        "f": "1301",
    }
    people = [inspector(iid, region=home) for iid, home in homes.items()]
    assert pool_of(people, SlotRule("*", (), match), region) == pool


def test_conflicts_bar_from_one_object_and_unknown_ones_do_nothing(inspector):
    people = [inspector("a"), inspector("b"), inspector("c")]
    anybody = SlotRule("*", (), Match.ANY)
    assert pool_of(people, anybody, o={"b", "stranger"}) == ["a", "c"]
    assert pool_of(people, anybody, other={"b"}) == ["a", "b", "c"]


def test_one_may_be_barred_later(inspector):
    pools = Pools(Roster([inspector("a"), inspector("b"), inspector("c")]), {"o": ["c"]}, DAY)
    by_rule = pools.by_rule(SlotRule("*", (), Match.ANY))
    pools.bar("o", 0)
    pools.bar("new", 1)
    assert [list(by_rule.of(name, "130184")) for name in ("o", "new", "x")] == [
        [1],
        [0, 2],
        [0, 1, 2],
    ]


def test_slots_share_their_pools(inspector):
    pools = Pools(Roster([inspector("a", region="130184"), inspector("b", region="13")]), {}, DAY)
    near = pools.by_rule(SlotRule("*", (), Match.WITHIN))
    assert pools.by_rule(SlotRule("*", (), Match.WITHIN)) is near
    assert near.of("o", "130184001") is near.of("p", "130184002003")
    assert near.of("o", "130184001") is not near.of("p", "130185001")
    everybody = pools.by_rule(SlotRule("*", (), Match.ANY))
    assert everybody.of("o", "130184001") is everybody.of("p", "410000")
