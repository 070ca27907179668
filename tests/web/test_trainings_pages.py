"""Trainings through the pages: planned, held, attended by ticks and by file (R-137, R-148)."""

from __future__ import annotations

import io

import pytest
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from issued_case import inspector
from python_calamine import CalamineWorkbook
from training_case import held, planned, superior_lead

from mingcha.foundation import clock
from mingcha.registers.models import Inspector, PlannedTraining, TrainingRecord, TrainingSession
from mingcha.web.registers.trainings import sign_in_sheet


@pytest.fixture
def people(county: County) -> list[Inspector]:
    return [inspector(county.market, f"M{n:02}", None, f"检查员{n}") for n in range(8)]


def answers(**changes: object) -> dict[str, object]:
    return {
        "held_on": clock.today().isoformat(),
        "topic": "双随机业务培训",
        "organiser": "县双随机办",
        "hours": "4",
    } | changes


def sheet(*lines: str) -> SimpleUploadedFile:
    text = "\n".join(("工号,姓名", *lines))
    return SimpleUploadedFile("签到表.csv", text.encode(), "text/csv")


def test_a_training_is_entered_with_ticks_and_with_a_sheet(county: County, browse, people):
    client, new = browse(county.lead), reverse("training-session-new")
    assert reverse("training-sessions") in client.get(reverse("inspectors")).content.decode()
    line = planned(county.lead)
    ticked = answers(attendees=[people[0].pk], planned=line.pk)
    ticked["file"] = sheet("M00,检查员0", "M01,", "M02,检查员2")
    page = client.post(new, ticked, follow=True).content.decode()
    assert "3 人" in page
    session = TrainingSession.objects.get()
    assert session.planned == line
    one = reverse("training-session", args=[session.pk])
    page = client.post(one, {"attendees": [people[3].pk]}, follow=True).content.decode()
    assert "已补登 1 人" in page
    assert "4 人" in client.get(one).content.decode()
    listed = client.get(reverse("training-sessions")).content.decode()
    assert "双随机业务培训" in listed
    withdraw = reverse("training-session-withdraw", args=[session.pk])
    client.post(withdraw, {"reason": "登记有误"})
    assert "已撤销" in client.get(one).content.decode()
    assert not TrainingRecord.objects.filter(is_withdrawn=False).exists()
    assert client.post(one, {"attendees": [people[4].pk]}).status_code == 404


@pytest.mark.parametrize(
    ("upload", "told"),
    [
        (sheet("X99,甲"), "第2行工号“X99”不在本部门人员名录"),
        (sheet("M00,别人"), "第2行姓名与名录中工号M00的姓名不同"),
        (sheet(), "签到表里没有人员"),
        (sheet(",检查员0"), "没有工号"),
        (sheet(*(f"X{n},甲" for n in range(7))), "另有 2 处"),
        (SimpleUploadedFile("签到表.xlsx", b"PK\x03\x04broken"), "文件"),
    ],
)
def test_what_is_wrong_in_a_sheet_is_told_by_line_and_nobody_is_taken(
    county: County, browse, people, upload, told: str
):
    page = browse(county.lead).post(reverse("training-session-new"), answers(file=upload))
    assert told in page.content.decode()
    assert 'value="县双随机办"' in page.content.decode()
    assert not TrainingSession.objects.exists()


def test_a_sheet_that_is_no_sheet_is_refused_before_it_is_read(county, browse, people, monkeypatch):
    monkeypatch.setattr(sign_in_sheet, "MOST_BYTES", 10)
    filled = answers(file=sheet("M00,检查员0"))
    page = browse(county.lead).post(reverse("training-session-new"), filled).content.decode()
    assert "签到表超过" in page


def test_the_superiors_training_is_seen_and_attended_and_others_are_not(county, browse, people):
    above, city_lead = superior_lead(county)
    session = held(city_lead, inspector(above, "C01", None, "城里的"))
    one = reverse("training-session", args=[session.pk])
    client = browse(county.lead)
    page = client.get(one).content.decode()
    assert "城里的" not in page
    assert "撤销这场培训" not in page
    client.post(one, {"attendees": [people[0].pk]})
    assert people[0].name in client.get(one).content.decode()
    assert browse(county.fire_lead).get(one).status_code == 404
    assert browse(county.head).post(one, {"attendees": [people[1].pk]}).status_code == 404


def test_a_plan_is_kept_and_handed_out_as_form_e(county: County, browse, people):
    client, year = browse(county.lead), clock.today().year
    line = {"year": year, "content": "双随机业务培训", "trainees": "全体执法人员"}
    line |= {"first_month": 3, "last_month": 10, "note": "根据工作安排"}
    page = client.post(reverse("training-plan-new"), line, follow=True).content.decode()
    assert "3月—10月，根据工作安排" in page
    assert "尚未举行" in page
    kept = PlannedTraining.objects.get()
    edit = reverse("training-plan-edit", args=[kept.pk])
    client.post(edit, line | {"content": "=操作培训"})
    answer = client.get(reverse("training-plan-workbook"), {"year": year})
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[2] == ["序号", "培训内容", "培训范围", "培训时间"]
    assert rows[3] == ["1", "=操作培训", "全体执法人员", "3月—10月，根据工作安排"]
    session = held(county.lead, people[0], planned=kept)
    drop = reverse("training-plan-drop", args=[kept.pk])
    page = client.post(drop, {"reason": "今年不办"}, follow=True).content.decode()
    assert "不能取消" in page
    client.post(reverse("training-session-withdraw", args=[session.pk]), {"reason": "登记有误"})
    client.post(drop, {"reason": "今年不办"})
    assert "还没有培训计划" in client.get(reverse("training-plan")).content.decode()
    assert client.get(edit).status_code == 404
    assert "没有培训" in client.get(reverse("inspector-workload")).content.decode()
    assert browse(county.sys_admin).get(reverse("training-plan-workbook")).status_code == 403


def test_the_list_asks_no_more_for_more_trainings(
    county, browse, people, django_assert_max_num_queries
):
    client = browse(county.lead)
    for number in range(4):
        held(county.lead, *people, topic=f"第{number}讲")
    client.get(reverse("training-sessions"))
    with django_assert_max_num_queries(20):
        client.get(reverse("training-sessions"))
