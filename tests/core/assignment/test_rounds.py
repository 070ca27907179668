from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow
from scipy.stats import chisquare

from mingcha.core.assignment.cases import Case
from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.assignment.rounds import Assignment, assign
from mingcha.core.assignment.slots import Match, SlotRule

EAST = "130184001"


def test_the_protocols_vectors(vector: Path, case_of):
    assignment = assign(case_of(vector))
    lines = (vector / "assignment.tsv").read_text("ascii").splitlines()
    if vector.name == "confidential":
        lines = [line.rpartition("\t")[0] for line in lines]  # without the salts
    assert assignment.lines() == lines
    summary = json.loads((vector / "summary.json").read_text("utf-8"))
    assert len(assignment.placements) == summary["placed"]
    assert sorted(f"{o}:{j}" for o, j in assignment.unplaced) == sorted(summary["unplaced"])
    assert sum(assignment.loads.values()) == summary["placed"]


def test_the_vectors_shortages(vector: Path, case_of, literal):
    setting = case_of(vector)
    assert told(assign(setting)) == literal(setting).run().shortages


def test_lines_are_sorted_by_bytes(case, inspector):
    assignment = assign(
        case(
            inspectors=[inspector(iid) for iid in "abc"],
            rules=case().rules * 11,
            objects=[("C0", [(0, EAST)]), ("C", [(2, EAST), (10, EAST)])],
        )
    )
    slots = [line.split("\t")[:2] for line in assignment.lines()]
    assert slots == [["C", "10"], ["C", "2"], ["C0", "0"]]


def test_an_empty_draw(case, inspector):
    assignment = assign(case(inspectors=[inspector("a")], fallback=[[None]]))
    assert assignment.lines() == []
    assert assignment.unplaced == []
    assert assignment.shortages == ()
    assert assignment.smallest_pool is None
    assert assignment.loads == {"a": 0}


def test_the_smallest_pool_is_the_first_rounds(case, inspector):
    rules = [SlotRule("*", (), Match.ANY), SlotRule("scjg", (), Match.ANY)]
    people = [inspector("a", unit="xfjy"), inspector("b"), inspector("c", capacity=0)]
    setting = case(
        inspectors=people,
        rules=rules,
        fallback=[[rules[0], SlotRule("nobody", (), Match.ANY)]],
        objects=[("x", [(0, EAST), (1, EAST)]), ("y", [(0, EAST), (1, EAST)])],
    )
    assert assign(setting).smallest_pool == 2
    assert assign(replace(setting, conflicts={"y": frozenset({"b"})})).smallest_pool == 1


def test_loads_count_slots_of_everybody(case, inspector):
    people = [inspector("a", capacity=2), inspector("b", capacity=0), inspector("c", capacity=1)]
    assignment = assign(case(inspectors=people, objects=[(o, [(0, EAST)]) for o in "xyz"]))
    assert assignment.loads == {"a": 2, "b": 0, "c": 1}


def test_fallback_rounds_take_only_what_is_left_and_allowed(case, inspector):
    here, anywhere = SlotRule("*", (), Match.SAME), SlotRule("*", (), Match.ANY)
    setting = case(
        inspectors=[inspector("near", region=EAST), inspector("far", region="140581", capacity=9)],
        rules=[here, here],
        objects=[("x", [(0, EAST)]), ("y", [(0, EAST), (1, EAST)])],
    )
    first = assign(setting)
    assert len(first.placements) == 1
    second = assign(replace(setting, fallback=[[None, None], [anywhere, None]]))
    assert first.placements.items() <= second.placements.items()
    assert [j for _, j in second.unplaced] in ([1], [])
    assert {j for _, j in second.placements.keys() - first.placements.keys()} == {0}


def test_fallback_pools_heed_region_and_conflicts(case, inspector):
    people = [inspector("a"), inspector("b", region="130184002")]
    setting = case(
        inspectors=people,
        rules=[SlotRule("nobody", (), Match.ANY)],
        fallback=[[SlotRule("*", (), Match.SAME)]],
        conflicts={"x": frozenset({"a"})},
        objects=[("x", [(0, EAST)]), ("y", [(0, "130184002")])],
    )
    assert assign(setting).placements == {("y", 0): "b"}


def test_displaced_slots_keep_the_pool_they_were_placed_from(case, inspector):
    # In round 2 y may take anybody; x was placed in round 1 and may only have a or b.
    setting = case(
        inspectors=[
            inspector("a", expertise=("food",)),
            inspector("b", expertise=("food",)),
            inspector("c", capacity=0),
        ],
        rules=[SlotRule("*", ("food",), Match.ANY), SlotRule("nobody", (), Match.ANY)],
        fallback=[[None, SlotRule("*", (), Match.ANY)]],
        objects=[("x", [(0, EAST)]), ("y", [(1, EAST)]), ("z", [(1, EAST)])],
    )
    assignment = assign(setting)
    assert len(assignment.placements) == 2
    assert assignment.placements["x", 0] in {"a", "b"}
    (shortage,) = [shortage for shortage in assignment.shortages if shortage.round == 2]
    assert shortage.inspectors == ("a", "b", "c")
    assert (shortage.capacity, shortage.deficit) == (2, 1)


def told(assignment: Assignment) -> list[tuple[int, list[str], list[str], int, int]]:
    return [
        (
            shortage.round,
            [f"{o}:{j}" for o, j in shortage.slots],
            list(shortage.inspectors),
            shortage.capacity,
            shortage.deficit,
        )
        for shortage in assignment.shortages
    ]


def assert_equals(assignment: Assignment, reference: Any) -> None:
    assert assignment.placements == reference.holder
    assert assignment.unplaced == sorted(reference.regions.keys() - reference.holder.keys())
    assert told(assignment) == reference.shortages


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 1500, 500))
def test_tight_cases_come_out_as_section_8_reads(tight_case, literal, start: int):
    for seed in range(start, start + 500):
        setting = tight_case(seed)
        assert_equals(assign(setting), literal(setting).run())


@pytest.mark.slow
def test_ties_come_out_as_section_8_reads(tight_case, literal, coarse_hash):
    for seed in range(700):
        setting = tight_case(seed, coarse_hash)
        assert_equals(assign(setting), literal(setting).run())


UNITS = st.sampled_from(["scjg", "xfjy"])
REGIONS = st.sampled_from(["130184001", "130184002", "130185001"])
FIELDS = st.sets(st.sampled_from(["boiler", "food"])).map(sorted).map(tuple)
RULES = st.builds(
    SlotRule, unit=st.just("*") | UNITS, expertise=FIELDS, match=st.sampled_from(Match)
)
PEOPLE = st.lists(
    st.builds(
        Inspector,
        iid=st.integers(0, 99).map("P{}".format),
        region=REGIONS | st.sampled_from(["13", "130184"]),
        cert_valid_to=st.sampled_from(["2026-12-30", "2026-12-31"]),
        expertise=FIELDS,
        capacity=st.integers(0, 4),
        unit=UNITS,
        person=st.just(""),
    ),
    max_size=7,
    unique_by=lambda person: person.iid,
)


@st.composite
def cases(draw: Any, make: Any) -> Case:
    rules = draw(st.lists(RULES, min_size=1, max_size=4))
    people = draw(PEOPLE)
    slots = st.lists(
        st.tuples(st.integers(0, len(rules) - 1), REGIONS), unique_by=lambda place: place[0]
    )
    objects = draw(st.dictionaries(st.integers(0, 99).map(str), slots, max_size=6))
    iids = st.frozensets(
        st.sampled_from([person.iid for person in people]) if people else st.nothing()
    )
    wishes = st.lists(st.none() | RULES, min_size=len(rules), max_size=len(rules))
    return make(
        inspectors=people,
        conflicts=draw(st.dictionaries(st.sampled_from(sorted(objects)), iids)) if objects else {},
        rules=rules,
        fallback=draw(st.lists(wishes, max_size=2)),
        objects=list(objects.items()),
        choices=draw(st.integers(1, 4)),
        tmax=draw(st.integers(1, 64)),
    )


@pytest.mark.slow
@given(st.data())
@settings(derandomize=True, deadline=None, max_examples=400)
def test_any_case_comes_out_as_section_8_reads(case, literal, data: Any):
    setting = data.draw(cases(case))
    assignment = assign(setting)
    reference = literal(setting).run()
    assert_equals(assignment, reference)
    assert_lawful(assignment, reference)


def assert_lawful(assignment: Assignment, reference: Any) -> None:
    """Nobody above capacity, twice on an object or outside a pool; shortages add up."""
    placed = assignment.placements
    loads = Counter(placed.values())
    assert all(loads[c] <= person.capacity for c, person in reference.people.items())
    assert len({(o, c) for (o, _), c in placed.items()}) == len(placed)
    assert all(c in reference.pools[slot] for slot, c in placed.items())
    assert assignment.loads == {c: loads[c] for c in sorted(reference.people)}
    rounds = 1 + len(reference.case.fallback)
    for number in range(1, rounds + 1):
        stage = replace(reference.case, fallback=reference.case.fallback[: number - 1])
        left = set(assign(stage).unplaced) & set(reference.tried[number - 1])
        short = [shortage for shortage in assignment.shortages if shortage.round == number]
        assert sum(shortage.deficit for shortage in short) == len(left)
        assert left <= {slot for shortage in short for slot in shortage.slots}
        assert all(shortage.deficit > 0 for shortage in short)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 1500, 500))
def test_each_round_places_as_many_as_a_maximum_flow(tight_case, literal, start: int):
    for seed in range(start, start + 500):
        setting = tight_case(seed)
        reference = literal(setting).run()
        placed: set[Any] = set()
        for number, tried in enumerate(reference.tried):
            stage = replace(setting, fallback=setting.fallback[:number])
            pools = literal(stage).run().pools
            slots = [*placed, *tried]
            placed_now = assign(stage).placements
            assert placed <= placed_now.keys() <= set(slots)
            assert len(placed_now) == most_placed(slots, pools, reference.people)
            placed = set(placed_now)


def most_placed(slots: list[Any], pools: Any, people: dict[str, Inspector]) -> int:
    """The maximum flow from slots over (object, inspector) to inspectors."""
    nodes: dict[Any, int] = {"source": 0, "sink": 1}
    edges: dict[tuple[int, int], int] = {}

    def edge(tail: Any, head: Any, capacity: int) -> None:
        ends = (nodes.setdefault(tail, len(nodes)), nodes.setdefault(head, len(nodes)))
        edges[ends] = capacity

    for slot in slots:
        edge("source", ("slot", slot), 1)
        for c in pools[slot]:
            edge(("slot", slot), ("seat", slot[0], c), 1)
            edge(("seat", slot[0], c), ("inspector", c), 1)
            edge(("inspector", c), "sink", people[c].capacity)
    graph = csr_array(
        (np.array([*edges.values()], np.int32), np.array([*edges], np.int32).reshape(-1, 2).T),
        shape=(len(nodes), len(nodes)),
    )
    return int(maximum_flow(graph, 0, 1).flow_value)


@pytest.mark.slow
def test_the_order_of_the_input_does_not_matter(tight_case):
    for seed in range(300):
        setting = tight_case(seed)
        turned = replace(
            setting,
            inspectors=[*reversed(setting.inspectors)],
            objects=[(o, [*reversed(places)]) for o, places in reversed([*setting.objects])],
        )
        assert assign(turned).lines() == assign(setting).lines()
        assert assign(turned).shortages == assign(setting).shortages


@pytest.mark.slow
@pytest.mark.parametrize(
    ("capacity", "for_cooks", "for_anybody"),
    [(9, 3, 0), (1, 4, 0), (1, 4, 1)],
    ids=["plenty", "just enough", "others make room"],
)
def test_identically_qualified_inspectors_have_equal_chances(
    case, inspector, capacity: int, for_cooks: int, for_anybody: int
):
    cooks = [inspector(iid, capacity=capacity, expertise=("food",)) for iid in "abcd"]
    setting = case(
        inspectors=[*cooks, inspector("e")],
        rules=[SlotRule("*", ("food",), Match.ANY), SlotRule("*", (), Match.ANY)],
        objects=[
            *((f"C{n}", [(0, EAST)]) for n in range(for_cooks)),
            *((f"A{n}", [(1, EAST)]) for n in range(for_anybody)),
        ],
    )
    chosen = Counter(
        assign(replace(setting, key_of_round=lambda _, n=n: f"{n:032x}")).placements["C0", 0]
        for n in range(4000)
    )
    assert sorted(chosen) == ["a", "b", "c", "d"]
    assert chisquare([*chosen.values()]).pvalue > 0.01
