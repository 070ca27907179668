"""Two departments approve what they found at one object at the same moment, and both are published."""

from __future__ import annotations

import threading

import pytest
from county import make_county
from django.db import connections
from publication_case import make_task, reviewed, uscc

from mingcha.accounts.models import User
from mingcha.inspections.actions.reviews import approve_record
from mingcha.inspections.models import InspectionRecord
from mingcha.orgs.models import Parameter
from mingcha.publication.models import Publication
from mingcha.publication.parts import parts_of
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import ObjectTask, Task

OBJECTS = 4


@pytest.mark.django_db(transaction=True)
def test_with_publication_at_approval_neither_is_refused_nor_lost():
    county = make_county()
    Parameter.objects.create(key="publication.at_approval", value=True, reason="随审随公示")
    task = make_task(county)
    Task.objects.filter(pk=task.pk).update(state="in_progress")
    for number in range(1, OBJECTS + 1):
        code = uscc(number)
        shop = InspectionObject.objects.create(
            code=code, key=code, name=f"第{number}商店", kind="enterprise", region=county.region
        )
        for part in task.sub_tasks.all():
            row = ObjectTask.objects.create(task=task, sub_task=part, object=shop)
            reviewed(county, row)
    ObjectTask.objects.update(state="in_review")
    InspectionRecord.objects.update(acknowledgement="signed")
    reviewers = [county.reviewer, county.fire_head]
    for person in reviewers:
        for role in ("reviewer", "dept_lead"):
            person.grants.get_or_create(role=role, defaults={"granted_by": "setup"})
    together, faults = threading.Barrier(2), []

    def approve(person: User, *, backwards: bool) -> None:
        by = User.objects.get(pk=person.pk)
        own = InspectionRecord.objects.filter(object_task__sub_task__department=by.department_id)
        rows = list(own.order_by("-pk" if backwards else "pk"))
        together.wait(60)
        try:
            for record in rows:
                approve_record(by=by, record=record)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the test tells it
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=approve, args=(person,), kwargs={"backwards": place == 1})
        for place, person in enumerate(reviewers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert faults == []
    newest = {
        each.key: each for each in Publication.objects.filter(kind="result").order_by("version")
    }
    assert len(newest) == OBJECTS
    assert all(len(parts_of(each.content)) == 2 for each in newest.values())
    task.refresh_from_db()
    assert task.state == "done"
