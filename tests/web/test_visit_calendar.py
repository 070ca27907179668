"""日程 on the page and as a file: days are booked and moved from there, and only the own visits leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from county import County
from django.urls import reverse
from issued_case import THAT_DAY, Issued, holidays_2026, issue_case

from mingcha.inspections.models import Visit
from mingcha.registers.models import InspectionObject, InspectorAbsence
from mingcha.tasks.models import ObjectTask, Task

PAGE, FILE = "visit-calendar", "visit-calendar-file"


@pytest.fixture
def case(county: County) -> Iterator[Issued]:
    with time_machine.travel(THAT_DAY, tick=False):
        holidays_2026()
        yield issue_case(county)


def test_a_day_is_booked_and_moved_from_the_calendar(case: Issued, browse):
    client = browse(case.county.inspector)
    assert reverse(PAGE) in client.get(reverse("visits")).content.decode()
    assert reverse(PAGE) in client.get(reverse("workbench")).content.decode()
    page = client.get(reverse(PAGE)).content.decode()
    book = f"{reverse('visit-book', args=[case.market_part.pk])}?back=calendar"
    assert "还没有约日期 1 户" in page
    assert book in page
    answer = client.post(book, {"day": "2026-09-18"})
    assert answer["Location"] == f"{reverse(PAGE)}?month=2026-09"
    page = client.get(answer["Location"]).content.decode()
    assert "还没有约日期" not in page
    assert f"改期：{case.shop.name}" in page
    assert "请写明理由" in client.post(book, {"day": "2026-10-09"}).content.decode()
    moved = {"day": "2026-10-09", "reason": "企业提出"}
    assert client.post(book, moved)["Location"] == f"{reverse(PAGE)}?month=2026-10"
    assert Visit.objects.get().planned_on == date(2026, 10, 9)


def test_a_month_without_anything_says_so_and_a_wrong_one_is_this_one(case: Issued, browse):
    client = browse(case.county.inspector)
    assert "这个月没有安排" in client.get(reverse(PAGE), {"month": "2027-03"}).content.decode()
    for month in ("", "x", "2026-13", "99999-01", "0001-01", "2100-01", "\x00"):
        page = client.get(reverse(PAGE), {"month": month})
        assert page.context["month"] == date(2026, 9, 1)


def test_holidays_and_a_visit_on_a_day_of_leave_are_marked(case: Issued, browse):
    client = browse(case.county.inspector)
    book = reverse("visit-book", args=[case.market_part.pk])
    client.post(book, {"day": "2026-09-18"})
    InspectorAbsence.objects.create(
        inspector=case.people["inspector"],
        kind="leave",
        starts_on=date(2026, 9, 17),
        ends_on=date(2026, 9, 18),
        reason="年休假",
        entered_by="lead",
    )
    days = {day.date: day for day in client.get(reverse(PAGE)).context["days"]}
    assert [day.day for day in days if days[day].is_clash] == [18]
    assert (days[date(2026, 9, 20)].is_workday, days[date(2026, 9, 25)].is_workday) == (True, False)


def test_the_file_holds_own_visits_by_name_and_address_alone(case: Issued, browse):
    client = browse(case.county.inspector)
    other = InspectionObject.objects.create(
        code="91130136MA00000022",
        key="U2",
        name="别人的店",
        kind="enterprise",
        region=case.shop.region,
    )
    row = ObjectTask.objects.create(
        task=case.task, sub_task=case.market_part.sub_task, object=other
    )
    Visit.objects.create(task=case.task, object=other, planned_on=date(2026, 9, 18))
    client.post(reverse("visit-book", args=[case.market_part.pk]), {"day": "2026-09-18"})
    answer = client.get(reverse(FILE))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260918" in text
    assert f"SUMMARY:入企检查：{case.shop.name}" in text
    assert "LOCATION:城关镇槐树街21号" in text
    assert "别人的店" not in text
    assert case.shop.code not in text
    assert text.count("BEGIN:VEVENT") == 1
    assert f"object-task-{row.pk}@" not in text


def test_an_unannounced_check_leaves_without_its_name(case: Issued, browse):
    client = browse(case.county.inspector)
    client.post(reverse("visit-book", args=[case.market_part.pk]), {"day": "2026-09-18"})
    Task.objects.update(disclosing="deferred")
    text = client.get(reverse(FILE)).content.decode()
    assert "SUMMARY:入企检查（不事先通知）" in text
    assert case.shop.name not in text
    assert "LOCATION" not in text


def test_who_does_not_inspect_has_no_calendar(case: Issued, browse):
    client = browse(case.county.lead)
    for route in (PAGE, FILE):
        assert client.get(reverse(route)).status_code == 403
    assert reverse(PAGE) not in client.get(reverse("workbench")).content.decode()
