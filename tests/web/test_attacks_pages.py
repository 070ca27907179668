"""The attacks of the protocol's section 14 that a person of the platform could try by its pages.

What only who writes to the database or to files could do is tried in ``apps/tasks/attacks`` and
``verifier``. The API has no way to a draw at all, which the last test holds.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from ceremony_case import SECRETS, Case, frozen_case
from county import County
from django.test import Client
from django.urls import reverse
from kept import contents

from mingcha.api.service import api
from mingcha.foundation import clock
from mingcha.foundation.models import Job
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import Draw, DrawnObject, LogEntry, ObjectTask

ANYBODY = ("operator", "lead", "head", "witness", "inspector", "office", "fire_lead", "outsider")


@pytest.fixture
def case(county: County) -> Case:
    return frozen_case(county)


def kept(case: Case) -> tuple[Any, ...]:
    """All that a draw consists of, byte for byte."""
    draw = Draw.objects.get(pk=case.draw.pk)
    return (
        (draw.task_id, draw.state, draw.plan_hash, draw.result_root, draw.assignment_root),
        contents(draw),
        list(draw.parties.order_by("order").values_list("code", "commitment", "reveal")),
        list(LogEntry.objects.order_by("seq").values_list("head", flat=True)),
        list(DrawnObject.objects.order_by("pk").values_list("key", "ticket", "status")),
    )


def tried_by_all(case: Case, browse, route: str, *args: object, **given: object) -> None:
    """Post a form as everybody; nothing of the draw changes and no job to draw is waiting."""
    before, jobs = kept(case), Job.objects.count()
    for name in ANYBODY:
        client: Client = browse(getattr(case.county, name))
        answer = client.post(reverse(route, args=[case.draw.pk, *args]), given)
        assert answer.status_code in {200, 302, 403, 404}, (name, answer.status_code)
        assert kept(case) == before, f"{name} changed the draw by {route}"
        assert Job.objects.count() == jobs


def test_redraw_until_satisfied(case: Case, browse):
    case.drawn()
    for step in ("start", "fix-seed"):
        tried_by_all(case, browse, "draw-step", step)


def test_a_second_plan(case: Case, browse):
    case.sealed()
    tried_by_all(case, browse, "draw-step", "seal")
    tried_by_all(case, browse, "draw-open", witness=case.county.witness.pk)
    tried_by_all(case, browse, "draw-commit", commitment="0" * 64)


def test_another_pool_for_a_sealed_plan(case: Case, browse):
    case.sealed()
    before = kept(case)
    for name in ANYBODY:
        client = browse(getattr(case.county, name))
        again = reverse("task-step", args=[case.task.pk, "reopen_pool"])
        client.post(again, {"reason": "换一份名录再抽一次"})
        assert kept(case) == before


def test_void_after_the_first_reveal(case: Case, browse):
    case.revealed_by_organiser()
    tried_by_all(case, browse, "draw-step", "void", reason="不想要这个结果")


def test_a_withheld_value_chooses_no_outcome(case: Case, browse):
    case.revealed_by_organiser()
    tried_by_all(case, browse, "draw-step", "fix-seed")
    tried_by_all(case, browse, "draw-reveal", value="ab" * 32)
    tried_by_all(case, browse, "draw-step", "incident", reason="不等见证方了")


def test_an_incident_is_no_second_chance_with_the_same_plan(case: Case, browse, monkeypatch):
    case.revealed_by_organiser()
    then = clock.now() + timedelta(hours=9)
    monkeypatch.setattr(clock, "now", lambda: then)
    operator = browse(case.county.operator)
    step = reverse("draw-step", args=[case.draw.pk, "incident"])
    operator.post(step, {"reason": "见证方没有揭示"})
    assert case.fresh().draw.state == "incident"
    tried_by_all(case, browse, "draw-reveal", value=SECRETS["witness"])
    for verb in ("fix-seed", "start", "void"):
        tried_by_all(case, browse, "draw-step", verb, reason="再来一次")


def test_a_register_edited_after_sealing(case: Case, browse):
    case.sealed()
    files = contents(case.draw)
    InspectionObject.objects.update(status="revoked", risk_level="A")
    case.draw.refresh_from_db()
    assert contents(case.draw) == files


def test_the_reserve_taken_out_of_order(case: Case, browse):
    """Who approves cannot name a successor: what is sent beside the form is not read."""
    case.compared()
    row = ObjectTask.objects.filter(sub_task__is_lead=True).first()
    lead = browse(case.county.lead)
    leave = reverse("draw-leave", args=[case.draw.pk, row.pk])
    lead.post(leave, {"reason": "closed", "facts": "核查笔录第5号"})
    asked = case.draw.departures.get()
    reserve = DrawnObject.objects.filter(draw=case.draw, status="R", stratum=_stratum(case, row))
    first, last = reserve.order_by("rank").first(), reserve.order_by("rank").last()
    decide = reverse("draw-replacement", args=[case.draw.pk, asked.pk])
    wish = {"successor": last.object_id, "object": last.object_id, "rank": last.rank}
    browse(case.county.head).post(decide, {"approved": "yes", "reason": "属实"} | wish)
    asked.refresh_from_db()
    assert asked.successor_id == first.object_id


def _stratum(case: Case, row: ObjectTask) -> str:
    return DrawnObject.objects.get(
        draw=case.draw, object=row.object, frame=row.sub_task.frame
    ).stratum


def test_the_api_has_no_way_to_a_draw():
    writing = {
        path
        for path, methods in api.get_openapi_schema()["paths"].items()
        if {"post", "put", "patch", "delete"} & methods.keys()
    }
    assert all(path.startswith(("/api/v1/registers/", "/api/v1/results")) for path in writing)
