"""Guards cannot be skipped by any order of calls: the steps of a task, by anybody, in any order.

Hypothesis calls the platform's own actions. A call is refused and changes nothing, or moves a noun
along its table; what must hold holds after every one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from ceremony_case import SECRETS
from county import County
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from task_station import SCHEME, ceremony, make_inspectors, make_line, make_objects

from mingcha.accounts.models import User
from mingcha.audit.models import AuditEvent
from mingcha.audit.verification import first_break
from mingcha.core.draw.entropy import commitment
from mingcha.core.draw.log import check_chain
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import Refusal
from mingcha.core.workflow.draw import DRAW
from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.task import TASK
from mingcha.foundation import clock
from mingcha.tasks import log
from mingcha.tasks.actions import ceremony as steps
from mingcha.tasks.actions import (
    comparison,
    creating,
    deciding,
    drawing,
    ending,
    issuing,
    objections,
    pools,
    schemes,
    teams,
)
from mingcha.tasks.models import Draw, DrawnObject, LogEntry, Objection, ObjectTask, Task

PEOPLE = ("lead", "head", "operator", "witness", "fire_lead", "outsider", "inspector")
ORDER = re.compile(
    "(REGISTER )*(OBJECTION )*(COMMIT )*(VOID )?"
    "|(REGISTER )+(OBJECTION )*(COMMIT )+PLAN (REVEAL )*(VOID |INCIDENT )?"
    "|(REGISTER )+(OBJECTION )*(COMMIT )+PLAN (REVEAL )*ENTROPY (INCIDENT |RESULT ASSIGN .*)?"
)
LATE = {"task issued", "draw sealed", "draw drawn"}
"""States that must have been reached, or the search proves nothing."""
DRAWN = ("objects_drawn", "list_compared", "inspectors_drawn", "issued", "in_progress")
Step = Callable[[User], object]


class AnyOrder(RuleBasedStateMachine):
    """A task from its draft on; every example begins at the same county and leaves it as it was."""

    county: County
    reached: set[str] = set()  # noqa: RUF012 - of all examples together

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        line = self.county.line
        self.task = creating.create_task_from_line(
            by=self.county.lead, line=line, disclosing="immediate"
        )
        self.states = (self.task.state, None)
        self.now = self.everything()

    def teardown(self) -> None:
        assert first_break() is None
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @property
    def draw(self) -> Draw | None:
        return Draw.objects.filter(task=self.task).first()

    def the_draw(self) -> Draw:
        found = Draw.objects.filter(task=self.task).first()
        if found is None:
            raise Refusal("没有名录")
        return found

    def calls(self) -> dict[str, Step]:
        task = Task.objects.get(pk=self.task.pk)
        found: dict[str, Step] = {
            "write": lambda by: schemes.write_scheme(by=by, task=task, text=SCHEME, team_size=2),
            "submit": lambda by: schemes.submit_scheme(by=by, task=task),
            "recall": lambda by: schemes.recall_scheme(by=by, task=task),
            "approve": lambda by: deciding.approve_task(by=by, task=task),
            "return": lambda by: deciding.return_scheme(by=by, task=task, reason="请补充内容"),
            "void": lambda by: deciding.void_task(by=by, task=task, reason="任务有误"),
            "freeze": lambda by: pools.freeze_pool(
                by=by, task=task, ceremony=ceremony(self.county)
            ),
            "reopen": lambda by: pools.reopen_pool(by=by, task=task, reason="名录有误"),
            "open": lambda by: steps.open_commitments(by=by, draw=self.the_draw()),
            "seal": lambda by: steps.seal_plan(by=by, draw=self.the_draw()),
            "fix seed": lambda by: steps.fix_seed(by=by, draw=self.the_draw()),
            "draw": lambda by: drawing.draw_objects(by=by, draw=self.the_draw()),
            "void draw": lambda by: ending.void_draw(
                by=by, draw=self.the_draw(), reason="见证人不能到场"
            ),
            "incident": lambda by: ending.report_incident(
                by=by, draw=self.the_draw(), reason="见证方没有揭示"
            ),
            "compare": lambda by: comparison.confirm_list(
                by=by, sub_task=task.sub_tasks.get(is_lead=True)
            ),
            "teams": lambda by: teams.confirm_teams(by=by, task=task),
            "issue": lambda by: issuing.issue_task(by=by, task=task),
            "object": lambda by: objections.record_objection(
                by=by,
                task=task,
                objector="某店",
                raised_on=clock.today(),
                object_code="",
                text="已经停业",
            ),
            "dismiss": lambda by: objections.dismiss_objection(
                by=by, objection=self.an_objection(), decision="经核实不属实"
            ),
        }
        for party, secret in SECRETS.items():
            found[f"commit {party}"] = lambda by, party=party: steps.commit(
                by=by, draw=self.the_draw(), c=self.promise(party)
            )
            found[f"reveal {party}"] = lambda by, secret=secret: steps.reveal(
                by=by, draw=self.the_draw(), r=secret
            )
        return found

    def promise(self, party: str) -> str:
        return commitment(SUITES["S1"], self.the_draw().draw_id, party, SECRETS[party])

    def an_objection(self) -> Objection:
        found = Objection.objects.filter(draw__task=self.task, state="open").first()
        if found is None:
            raise Refusal("没有异议")
        return found

    def call(self, name: str, who: str) -> bool:
        """Take a step; tell whether it was done. A refusal leaves everything as it was."""
        refused = ""
        try:
            with transaction.atomic():
                self.calls()[name](User.objects.get(pk=getattr(self.county, who).pk))
        except Refusal as refusal:
            refused = refusal.message
        before, self.now = self.now, self.everything()
        assert not refused or self.now == before, f"{name} was refused and changed something"
        return not refused

    def everything(self) -> tuple[Any, ...]:
        return (
            Task.objects.filter(pk=self.task.pk).values_list("state", "updated_at").get(),
            list(Draw.objects.order_by("pk").values_list("pk", "task", "state", "plan_hash")),
            list(LogEntry.objects.order_by("seq").values_list("seq", "head")),
            list(ObjectTask.objects.order_by("pk").values_list("pk", "state")),
            list(Objection.objects.order_by("pk").values_list("pk", "state")),
            DrawnObject.objects.count(),
            AuditEvent.objects.count(),
        )

    @rule(name=st.sampled_from(NAMES := (
        "write", "submit", "recall", "approve", "return", "void", "freeze", "reopen", "open",
        "seal", "fix seed", "draw", "void draw", "incident", "compare", "teams", "issue", "object",
        "dismiss", "commit organiser", "commit witness", "reveal organiser", "reveal witness",
    )), who=st.sampled_from(PEOPLE))  # fmt: skip
    def anything_by_anybody(self, name: str, who: str) -> None:
        self.call(name, who)

    @rule(name=st.sampled_from(NAMES))
    def anything_by_whoever_may(self, name: str) -> None:
        any(self.call(name, who) for who in PEOPLE)

    @rule(count=st.integers(1, 9))
    @precondition(lambda self: Task.objects.get(pk=self.task.pk).state not in ("voided", "issued"))
    def onward(self, count: int) -> None:
        """Go the proper way for a while, so that the late steps are reached as well."""
        for _ in range(count):
            if not any(self.call(name, who) for name, who in PROPER):
                return
            self.holds()

    @invariant()
    def holds(self) -> None:
        task, draw = Task.objects.get(pk=self.task.pk), self.draw
        now = (task.state, draw.state if draw else None)
        _moved(TASK, self.states[0], now[0])
        if self.states[1] and now[1]:
            _moved(DRAW, self.states[1], now[1])
        self.states = now
        AnyOrder.reached |= {f"task {now[0]}", f"draw {now[1]}"}
        _logged(task)
        if task.state in DRAWN:
            assert draw is not None
            assert (draw.state, bool(draw.sealed_at), bool(draw.plan_hash)) == ("drawn", True, True)
        if task.state == "issued":
            for row in ObjectTask.objects.filter(task=task).exclude(state="not_mine"):
                assert row.team.exclude(inspector__certificates=None).count() >= 2
        serials = sorted(Draw.objects.values_list("draw_id", flat=True))
        assert [int(each.rsplit("-", 1)[1]) for each in serials] == [*range(1, len(serials) + 1)]


PROPER = (
    ("issue", "lead"),
    ("teams", "operator"),
    ("compare", "lead"),
    ("draw", "operator"),
    ("fix seed", "operator"),
    ("reveal organiser", "operator"),
    ("reveal witness", "witness"),
    ("seal", "operator"),
    ("commit organiser", "operator"),
    ("commit witness", "witness"),
    ("dismiss", "head"),
    ("open", "operator"),
    ("freeze", "operator"),
    ("approve", "head"),
    ("submit", "lead"),
    ("write", "lead"),
)


def _moved(machine: Machine, before: str, now: str) -> None:
    """Hold that one state follows from another by the table; several steps may lie between."""
    reached, fresh = {before}, {before}
    while fresh:
        fresh = {t.target for t in machine.transitions if t.source in fresh} - reached
        reached |= fresh
    assert now in reached, f"{machine.name}: {before} → {now}"


def _logged(task: Task) -> None:
    for draw in Draw.objects.filter(task=task) | Draw.objects.filter(ended_of=task):
        kinds = "".join(f"{entry.type} " for entry in log.entries(draw))
        assert ORDER.fullmatch(kinds), kinds
        check_chain(SUITES[draw.suite], [log.record_of(entry) for entry in log.entries(draw)])


@pytest.mark.slow
def test_no_order_of_calls_skips_a_guard(county: County) -> None:
    make_objects(county, 12)
    make_inspectors(county.market, 6)
    county.line = make_line(county, {"ALL": "20%"}, no_class_reason="专项检查")
    AnyOrder.county = county
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert AnyOrder.reached >= LATE
