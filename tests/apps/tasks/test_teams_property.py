"""Whatever the staff is like, no team has an officer who may not go there (R-060)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from certificates import certificates_end
from county import County
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matching_case import approved, drawn
from task_station import TODAY

from mingcha.core.errors import Refusal
from mingcha.registers.models import InspectionObject, Inspector, InspectorAbsence, Recusal
from mingcha.tasks.models import TeamMember

PEOPLE = 12
BARRED = ("ended", "ends_before_the_visit", "away", "left", "assistant", "recused_of_all")
KINDS = st.lists(st.sampled_from(("fit",) * 7 + BARRED), min_size=PEOPLE, max_size=PEOPLE)
RECUSALS = st.sets(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, 119)), max_size=60)


def become(one: Inspector, kind: str, objects: list[int]) -> None:
    """Let a person be barred in this way, or fit."""
    rows = Inspector.objects.filter(pk=one.pk)
    if kind == "ended":
        certificates_end(TODAY - timedelta(days=1), one)
    elif kind == "ends_before_the_visit":
        certificates_end(TODAY + timedelta(days=1), one)
    elif kind == "away":
        InspectorAbsence.objects.create(
            inspector=one, kind="leave", starts_on=TODAY, reason="x", entered_by="x"
        )
    elif kind == "left":
        rows.update(state="left")
    elif kind == "assistant":
        rows.update(kind="assistant")
    elif kind == "recused_of_all":
        _recuse({(one.pk, pk) for pk in objects})


def _recuse(pairs: set[tuple[int, int]]) -> None:
    Recusal.objects.bulk_create(
        Recusal(inspector_id=person, object_id=pk, reason="近亲属", declared_by="x")
        for person, pk in sorted(pairs)
    )


@pytest.mark.slow
@pytest.mark.parametrize("matching", ["person", "nearby"])
def test_no_team_has_an_officer_who_may_not_go(county: County, matching: str):
    seen = {"drawn": 0, "refused": 0}

    @settings(
        max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(kinds=KINDS, recusals=RECUSALS)
    def holds(kinds: list[str], recusals: set[tuple[int, int]]) -> None:
        with transaction.atomic():
            task = approved(county, matching)
            people = list(Inspector.objects.filter(department=county.market).order_by("pk"))
            objects = list(InspectionObject.objects.order_by("pk").values_list("pk", flat=True))
            for one, kind in zip(people, kinds, strict=True):
                become(one, kind, objects)
            whole = {n for n, kind in enumerate(kinds) if kind == "recused_of_all"}
            _recuse({(people[n].pk, objects[m]) for n, m in recusals if n not in whole})
            try:
                with transaction.atomic():
                    drawn(county, task)
                seen["drawn"] += 1
            except Refusal:
                seen["refused"] += 1
            members = TeamMember.objects.select_related("object_task")
            pairs = {(each.inspector_id, each.object_task.object_id) for each in members}
            barred = {one.pk for one, kind in zip(people, kinds, strict=True) if kind in BARRED}
            assert barred.isdisjoint(person for person, _ in pairs)
            assert pairs.isdisjoint(Recusal.objects.values_list("inspector", "object"))
            transaction.set_rollback(True)

    holds()
    assert seen["drawn"]
