"""The pages of the monthly forms."""

from __future__ import annotations

import io

import time_machine
from checked_case import make_record
from county import County
from django.urls import reverse
from python_calamine import CalamineWorkbook
from superior import make_superior
from year_case import make_year

from mingcha.reports.models import OtherPlatformFigures, Report


def test_a_form_is_computed_opened_checked_handed_in_and_taken(county: County, browse):
    make_year(county)
    client = browse(county.lead)
    client.post(reverse("reports"), {"form": "D", "year": 2026, "month": 9})
    report = Report.objects.get()
    step = lambda verb: reverse("report-step", args=[report.pk, verb])  # noqa: E731
    page = client.get(reverse("report", args=[report.pk])).content.decode()
    assert "本部门开展部门内部随机抽查" in page
    for measure in ("draw_count", "object_count", "problem_object_count"):
        url = reverse("report-cell", args=[report.pk, "D1", 0, measure])
        assert client.get(url).status_code == 200
    assert "确认没有" in client.post(step("check")).content.decode()
    client.post(step("check"), {"nothing_elsewhere": "on"})
    client.post(step("submit"), {"contact": "周启明", "phone": "0311-1"})
    report.refresh_from_db()
    assert report.state == "submitted"
    answer = client.get(reverse("report-workbook", args=[report.pk]))
    assert answer.content[:2] == b"PK"
    browse(county.office).post(step("return"), {"reason": "请补充说明"})
    page = browse(county.lead).get(reverse("report", args=[report.pk])).content.decode()
    assert "请补充说明" in page


def test_words_of_form_b(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("reports"), {"form": "B", "year": 2026, "month": 9})
    report = Report.objects.get()
    client.post(reverse("report-step", args=[report.pk, "texts"]), {"B1": "召开会议1次"})
    assert "召开会议1次" in client.get(reverse("report", args=[report.pk])).content.decode()


def test_other_platforms(county: County, browse):
    client = browse(county.lead)
    form = {
        "year": 2026,
        "month": 9,
        "platform": "互联网+监管",
        "checks": 1,
        "households": 3,
        "problem_households": 4,
        "evidence": "截图",
    }
    page = client.post(reverse("other-platforms"), form)
    assert page.context["form"].errors["problem_households"] == ["发现问题户数不能多于户数"]
    client.post(reverse("other-platforms"), form | {"problem_households": 1})
    assert OtherPlatformFigures.objects.get().households == 3
    assert "互联网+监管" in browse(county.office).get(reverse("other-platforms")).content.decode()


def test_what_does_not_exist(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("reports"), {"form": "D", "year": 2026, "month": 9})
    report = Report.objects.get()
    assert client.post(reverse("report-step", args=[report.pk, "burn"])).status_code == 404
    assert (
        client.get(reverse("report-cell", args=[report.pk, "D1", 9, "draw_count"])).status_code
        == 404
    )
    assert (
        client.post(reverse("reports"), {"form": "A", "year": 2026, "month": 9}).status_code == 200
    )


def test_the_office_reads_which_items_are_missing(county: County, browse):
    city = make_superior(county)
    city.in_force("GG-01")
    make_record(county)
    client = browse(county.office)
    assert reverse("report-items") in client.get(reverse("reports")).content.decode()
    page = client.get(reverse("report-items")).content.decode()
    gaps = reverse("report-item-gaps", args=[county.market.pk])
    assert gaps in page
    assert "GG-01 检查" in client.get(gaps).content.decode()
    export = reverse("report-items-export")
    assert export in page
    book = b"".join(client.get(export).streaming_content)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[1][:5] == [county.market.name, "安澜市市场监督管理局", "0%", "0", "1"]
    assert client.get(reverse("report-item-gaps", args=[city.department.pk])).status_code == 404


def test_the_years_tasks_are_shown_by_source_and_handed_out(county: County, browse):
    tasks = {done.task for done in make_year(county)}
    with time_machine.travel("2026-12-31T12:00:00+08:00", tick=False):
        client = browse(county.office)
        page = client.get(reverse("report-tasks")).content.decode()
        book = b"".join(client.get(reverse("report-tasks-export")).streaming_content)
    assert "按任务来源" in page
    assert reverse("report-tasks-export") in page
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[-1][:2] == ["合计", str(len(tasks))]
