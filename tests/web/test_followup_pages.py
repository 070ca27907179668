"""The pages of the follow-up."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from checked_case import make_record
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from mingcha.followup.models import FollowUp
from mingcha.foundation import clock
from mingcha.foundation.announcing import announce


@pytest.fixture
def problem(county: County) -> FollowUp:
    announce("record.approved", record=make_record(county), by=county.reviewer)
    return FollowUp.objects.get()


def photo() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(data, "PNG")
    return SimpleUploadedFile("zhenggai.png", data.getvalue())


def test_a_problem_goes_from_the_ledger_to_its_end(county: County, problem: FollowUp, browse):
    client = browse(county.lead)
    step = lambda verb: reverse("follow-up-step", args=[problem.pk, verb])  # noqa: E731
    assert "澄川县第1商店" in client.get(reverse("follow-ups")).content.decode()
    page = client.get(reverse("follow-up", args=[problem.pk])).content.decode()
    assert "年报地址与实际不符" in page
    due = (clock.today() + timedelta(days=9)).isoformat()
    assert client.get(step("order")).status_code == 200
    client.post(step("order"), {"requirement": "更正地址", "due_on": due})
    page = client.post(step("submit_evidence"), {"text": "已更正"})
    assert "请附上整改材料" in page.context["form"].errors["file"][0]
    page = client.post(
        step("submit_evidence"),
        {"text": "已更正", "file": SimpleUploadedFile("x.jpg", b"no photo")},
    )
    assert "只接收照片" in page.context["form"].errors["file"][0]
    client.post(step("submit_evidence"), {"text": "已更正", "file": photo()})
    client = browse(county.officer)
    client.post(step("start_re_check"))
    client.post(step("pass"), {"outcome": "已整改到位"})
    problem.refresh_from_db()
    assert problem.state == "closed"
    page = client.get(reverse("follow-up", args=[problem.pk])).content.decode()
    assert "zhenggai.png" in page
    file = problem.steps.get(action="submit_evidence")
    answer = client.get(reverse("follow-up-file", args=[problem.pk, file.pk]))
    assert answer.headers["Content-Type"] == "image/png"
    over = client.get(reverse("follow-ups"), {"show": "over"}).content.decode()
    assert "已办结" in over


def test_what_does_not_exist(county: County, problem: FollowUp, browse):
    client = browse(county.lead)
    assert client.get(reverse("follow-up-step", args=[problem.pk, "burn"])).status_code == 404
    assert client.get(reverse("follow-up-file", args=[problem.pk, 0])).status_code == 404
    assert client.get(reverse("follow-ups"), {"show": "x"}).status_code == 404
    assert browse(county.outsider).get(reverse("follow-up", args=[problem.pk])).status_code == 404
