"""An object's own proof: from the stored bundle, for it alone, checked by the public folder."""

from __future__ import annotations

import json

import pytest
from county import County
from publication_case import make_task

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.publication.actions.proofs import give_proof
from mingcha.publication.models import ObjectProof
from mingcha.tasks.models import ObjectTask


def test_the_team_and_the_lead_give_an_object_its_proof(county: County, drawn):
    case = drawn("confidential")
    row = case.task.object_tasks.filter(sub_task__department=county.market).first()
    for who in (county.inspector, county.lead):
        proof = json.loads(bytes(give_proof(by=who, object_task=row).content))
        assert proof["id"] == row.object.key
        assert {line["tree"] for line in proof["lines"]} >= {"register/MAIN", "tickets", "result"}
    assert AuditEvent.objects.filter(type="publication.proof_given").count() == 2
    assert ObjectProof.objects.count() == 1  # made once, given again


def test_nobody_else_does(county: County, drawn):
    case = drawn()
    row = case.task.object_tasks.filter(sub_task__department=county.market).first()
    row.team.all().delete()
    with pytest.raises(NotFound):
        give_proof(by=county.fire_lead, object_task=row)
    with pytest.raises(Forbidden):
        give_proof(by=county.inspector, object_task=row)


def test_before_the_draw_there_is_no_proof(county: County):
    from publication_case import _objects

    task = make_task(county)
    part = task.sub_tasks.get(department=county.market)
    row = ObjectTask.objects.create(task=task, sub_task=part, object=_objects(county, "A")[0])
    with pytest.raises(DomainError, match="还没有抽取"):
        give_proof(by=county.lead, object_task=row)
