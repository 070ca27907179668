"""Documents on which a task rests: attached by the lead, read by the departments that take part."""

from __future__ import annotations

import pytest
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from task_station import SCHEME, make_station

from mingcha.tasks.actions import creating, deciding, schemes
from mingcha.tasks.models import Task, TaskGround


@pytest.fixture
def task(county: County) -> Task:
    line = make_station(county, objects=12, ratios={"ALL": "10%"})
    task = creating.create_task_from_line(by=county.lead, line=line, disclosing="immediate")
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    schemes.submit_scheme(by=county.lead, task=task)
    task.refresh_from_db()
    return task


def upload(name: str = "举报登记单.pdf", content: bytes = b"%PDF-1.7 a %%EOF"):
    return {"file": SimpleUploadedFile(name, content)}


def test_a_document_is_attached_and_stands_on_the_task_and_the_form(
    county: County, task: Task, browse
):
    lead, page = browse(county.lead), reverse("task", args=[task.pk])
    assert reverse("task-grounds", args=[task.pk]) in lead.get(page).content.decode()
    grounds = reverse("task-grounds", args=[task.pk])
    shown = lead.post(grounds, upload(), follow=True).content.decode()
    assert "已添加依据材料" in shown
    file = reverse("task-ground", args=[task.pk, TaskGround.objects.get().pk])
    assert file in lead.get(page).content.decode()
    form = browse(county.head).get(reverse("task-approval-form", args=[task.pk]))
    assert "举报登记单.pdf" in form.content.decode()
    answer = browse(county.head).get(file)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == b"%PDF-1.7 a %%EOF"
    deciding.approve_task(by=county.head, task=task)
    lead = browse(county.lead)
    assert lead.get(grounds).status_code == 404
    assert lead.post(f"{file}remove/").status_code == 404
    assert "上传依据材料" not in lead.get(page).content.decode()
    assert TaskGround.objects.exists()


def test_a_wrong_document_is_taken_off_again(county: County, task: Task, browse):
    lead, grounds = browse(county.lead), reverse("task-grounds", args=[task.pk])
    lead.post(grounds, upload())
    remove = reverse("task-ground-remove", args=[task.pk, TaskGround.objects.get().pk])
    assert "已移去依据材料" in lead.post(remove, follow=True).content.decode()
    assert not TaskGround.objects.exists()


def test_who_complained_is_not_for_others(county: County, task: Task, browse):
    browse(county.lead).post(reverse("task-grounds", args=[task.pk]), upload())
    file = reverse("task-ground", args=[task.pk, TaskGround.objects.get().pk])
    for other in (county.fire_lead, county.outsider, county.auditor):
        assert browse(other).get(file).status_code in {403, 404}
    task.sub_tasks.create(department=county.fire, frame="XFJY")
    assert browse(county.fire_lead).get(file).status_code == 200
