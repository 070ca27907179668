"""The state tables as a whole, and what the law and the protocol demand of single ones."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random  # noqa: TID251

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.errors import Refusal
from mingcha.core.workflow.draw import DRAW
from mingcha.core.workflow.guards import GUARDS
from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.core.workflow.permissions import PERMISSIONS
from mingcha.core.workflow.tables import MACHINES
from mingcha.core.workflow.task import TASK

EVERY = list(MACHINES.values())
TRANSITIONS = [transition for machine in EVERY for transition in machine.transitions]


def names(machine: Machine) -> str:
    return machine.name


def sources(machine: Machine, action: str) -> set[str]:
    return {t.source for t in machine.transitions if t.action == action}


def test_the_nouns() -> None:
    assert sorted(MACHINES) == sorted(
        """item annual_scheme sampling_rules plan plan_line plan_filing task sub_task draw object_task
        follow_up report import_batch occurrence""".split()
    )


def test_guards_and_permissions_all_have_a_meaning_and_a_use() -> None:
    assert {guard for t in TRANSITIONS for guard in t.guards} == set(GUARDS)
    assert {t.permission for t in TRANSITIONS} == set(PERMISSIONS)


def test_names_are_identifiers_and_titles_are_chinese() -> None:
    for machine in EVERY:
        for name in (machine.name, *machine.states, *machine.verbs, *GUARDS):
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name), name
        for title in (machine.title, *machine.states.values(), *machine.verbs.values()):
            assert re.fullmatch(r"[\u4e00-\u9fff]+", title), title
        assert len(set(machine.states.values())) == len(machine.states)
        assert len(set(machine.verbs.values())) == len(machine.verbs)


@pytest.mark.parametrize("machine", EVERY, ids=names)
def test_the_main_line_can_be_walked_and_has_an_end(machine: Machine) -> None:
    for here, there in pairwise(machine.main_line):
        assert any((t.source, t.target) == (here, there) for t in machine.transitions), there


@given(st.integers(0, 2**32))
def test_no_walk_leaves_the_tables(seed: int) -> None:
    """Whatever is tried in whatever order, each step taken is a line of the table."""
    chance = Random(seed)
    machine = chance.choice(EVERY)
    state = machine.initial
    lines = {(t.source, t.action): t for t in machine.transitions}
    for _ in range(20):
        action = chance.choice(sorted(machine.verbs))
        held = {name for name in PERMISSIONS if chance.random() < 0.8}
        reasons = {guard: "不行" if chance.random() < 0.2 else None for guard in GUARDS}
        line = lines.get((state, action))
        may = (
            line is not None
            and line.permission in held
            and not any(reasons[guard] for guard in line.guards)
        )
        try:
            state = machine.step(state, action, permissions=held, guards=reasons)
        except Refusal:
            assert not may
        else:
            assert may
            assert line is not None
            assert state == line.target


RECEIVED_BY_ANOTHER_BODY = {"report.accept", "plan.receive"}


def test_nobody_approves_their_own_work() -> None:
    approvals = [t for t in TRANSITIONS if t.action in {"approve", "return", "return_scheme"}]
    for t in approvals:
        if t.permission not in RECEIVED_BY_ANOTHER_BODY:
            assert {"not_drafter", "not_in_team"} & set(t.guards), t


def test_a_task_passes_the_laws_order_without_leaving_anything_out() -> None:
    """Items, objects, comparison, inspectors, issue: each state has one way in from before."""
    order = TASK.main_line
    for here, there in pairwise(order[: order.index("in_progress") + 1]):
        into = {t.source for t in TASK.transitions if t.target == there}
        assert into - set(order[order.index(there) :]) == {here}, there


def test_a_task_is_voided_only_before_the_first_visit() -> None:
    order = TASK.main_line
    assert sources(TASK, "void") == set(order[: order.index("in_progress")])


def test_a_draw_is_voided_only_before_anything_is_revealed() -> None:
    assert sources(DRAW, "void") == {"frozen", "committing", "sealed"}
    assert sources(DRAW, "report_incident") == {"sealed", "revealing"}
    assert [t.action for t in DRAW.transitions if t.source == "ready"] == ["draw"]


def test_nothing_is_published_unreviewed() -> None:
    assert {t.source for t in OBJECT_TASK.transitions if t.target == "published"} == {
        "approved",
        "corrected",
    }
    assert {t.source for t in OBJECT_TASK.transitions if t.target == "approved"} == {"in_review"}
