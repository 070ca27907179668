"""The year's calendar through the pages: adopted, set, broken down, done, returned, counted."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from obligation_case import PDF, due, set_obligation

from mingcha.core.planning.recurrence import yearly
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import AnnualScheme, Obligation, Occurrence, PlanVersion
from mingcha.web.workbench import to_dos


@pytest.fixture(autouse=True)
def new_year():
    with time_machine.travel("2026-01-05T08:00:00+08:00", tick=False):
        yield


def posted(**changes: object) -> dict[str, object]:
    given = {
        "title": "月报表",
        "kind": "monthly",
        "day": "20",
        "first_month": "1",
        "last_month": "12",
        "first_year": "2026",
        "last_year": "2026",
        "answered_by": ["members"],
    }
    return given | changes


def test_the_office_adopts_a_notice_with_one_click(county: County, browse):
    client = browse(county.office)
    page = client.get(reverse("obligations")).content.decode()
    assert "秦双随机办〔2024〕1号" in page
    assert "每年4月3日、6月26日、10月8日、12月24日前" in page
    keys = ["qinhuangdao-monthly", "qinhuangdao-summary"]
    adopt = f"{reverse('obligation-adopt')}?year=2026"
    page = client.post(adopt, {"presets": keys}, follow=True).content.decode()
    assert page.count("已采用</span>") == 2
    assert Occurrence.objects.count() == 3 * 16
    assert "换一个年度" in client.post(adopt, {"presets": []}, follow=True).content.decode()
    assert browse(county.lead).post(adopt, {"presets": keys}).status_code == 403


def test_a_deadline_is_changed_before_it_is_taken(county: County, browse):
    client = browse(county.office)
    address = f"{reverse('obligation-new')}?preset=gaoping-brief&year=2026"
    page = client.get(address).content.decode()
    assert 'value="15"' in page
    assert "高市双随机办〔2023〕4号三（四）" in page
    page = client.get(f"{reverse('obligation-new')}?preset=qinhuangdao-training").content.decode()
    assert 'value="10-31"' in page
    assert 'value="03-01"' in page
    answer = client.post(address, posted(day="10", first_month="8"))
    assert answer.status_code == 302
    assert Obligation.objects.get().rule_words == "8月至12月，每月10日前"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kind": "once", "on": "2026-11-05"}, "2026年11月5日前"),
        ({"kind": "yearly", "days": "04-03、6-26，10-08 12-24"}, "每年4月3日、6月26日、"),
        ({"kind": "yearly", "days": "10-31", "opens": "03-01"}, "每年3月1日至10月31日"),
        ({"kind": "monthly", "day": "31"}, "每月底前"),
    ],
)
def test_every_kind_of_rule_is_written(county: County, browse, given: dict, told: str):
    browse(county.office).post(reverse("obligation-new"), posted(**given))
    assert told in Obligation.objects.get().rule_words


@pytest.mark.parametrize(
    ("given", "field", "told"),
    [
        ({"kind": "once"}, "on", "哪一天"),
        ({"day": ""}, "day", "1 到 31"),
        ({"kind": "yearly", "days": ""}, "days", "哪几天"),
        ({"kind": "yearly", "days": "04-03 06-26", "opens": "03-01"}, "days", "一个截止日"),
        ({"last_year": "2025"}, "last_year", "不能早于"),
        ({"answered_by": []}, "answered_by", "责任单位"),
        ({"since": "2026-12-25"}, "day", "没有一个到期日"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    county: County, browse, given: dict, field: str, told: str
):
    answer = browse(county.office).post(reverse("obligation-new"), posted(**given))
    assert told in str(answer.context["form"].errors[field])
    assert not Obligation.objects.exists()


def test_a_single_day_that_is_over_is_written_down_late(county: County, browse):
    client = browse(county.office)
    client.post(reverse("obligation-new"), posted(kind="once", on="2025-12-10", title="年终总结"))
    assert Occurrence.objects.filter(due_on=date(2025, 12, 10)).count() == 2
    page = client.get(reverse("year"), {"year": "2025"}).content.decode()
    assert "逾期未完成" in page


def test_it_is_done_with_a_file_returned_and_done_again(county: County, browse):
    obligation = set_obligation(county.office)
    row = due(county, obligation, 1)
    page = reverse("occurrence", args=[row.pk])
    finish = reverse("occurrence-step", args=[row.pk, "finish"])
    client = browse(county.fire_lead)
    assert "登记完成" in client.get(page).content.decode()
    answer = client.post(finish, {"done_on": "2026-01-05", "note": ""})
    assert "请写明完成情况" in str(answer.context["form"].errors["note"])
    sent = SimpleUploadedFile("月报表.pdf", PDF, "application/pdf")
    shown = client.post(finish, {"done_on": "2026-01-05", "file": sent}, follow=True)
    assert "月报表.pdf" in shown.content.decode()
    file = row.files.get()
    kept = client.get(reverse("occurrence-file", args=[row.pk, file.pk]))
    assert kept.content == PDF
    assert "退回重办" not in shown.content.decode().partition("<dialog")[0]
    office = browse(county.office)
    back = reverse("occurrence-step", args=[row.pk, "return"])
    assert "请写明理由" in office.post(back, {"reason": ""}, follow=True).content.decode()
    office.post(back, {"reason": "没有盖章"})
    shown = browse(county.fire_lead).get(page).content.decode()
    assert "退回意见：没有盖章" in shown
    assert client.post(reverse("occurrence-step", args=[row.pk, "burn"])).status_code == 404
    assert browse(county.lead).get(page).status_code == 404
    assert browse(county.outsider).post(finish).status_code == 404


def test_what_the_platform_sees_is_taken_over_with_a_click(county: County, browse):
    obligation = set_obligation(county.office, rule=yearly("01-20"), evidence="plan_published")
    row = due(county, obligation, 1, "market")
    version = create_plan(by=county.lead, year=2026, title="2026年度计划")
    client, page = browse(county.lead), reverse("occurrence", args=[row.pk])
    assert "平台查到已经完成" not in client.get(page).content.decode()
    PlanVersion.objects.filter(pk=version.pk).update(
        state="published", published_at="2026-01-04T08:00Z"
    )
    assert "平台查到已经完成" in client.get(page).content.decode()
    shown = client.post(reverse("occurrence-step", args=[row.pk, "adopt"]), follow=True)
    assert "“2026年度计划”已公布" in shown.content.decode()
    assert [to_do for to_do in to_dos(county.lead) if to_do.url == page] == []
    client.post(reverse("occurrence-step", args=[row.pk, "withdraw"]))
    assert [to_do.title for to_do in to_dos(county.lead) if to_do.url == page] == ["月报表"]


def test_the_list_is_narrowed_by_state_obligation_day_and_who_answers(county: County, browse):
    obligation = set_obligation(county.office)
    set_obligation(county.office, title="自查报告", rule=yearly("11-05"))

    def titles(**asked: object) -> list[str]:
        rows = browse(county.office).get(reverse("occurrences"), asked).context["page"]
        return [f"{row.obligation.title} {row.due_on:%m-%d}" for row in rows]

    with time_machine.travel("2026-02-21T08:00:00+08:00", tick=False):
        assert titles() == ["月报表 01-20"] * 2 + ["月报表 02-20"] * 2
        assert "自查报告 11-05" in titles(state="ahead")
        assert titles(state="done") == []
        assert titles(state="all", obligation=obligation.pk, due="2026-05-20") == [
            "月报表 05-20",
            "月报表 05-20",
        ]
        assert titles(state="all", mine="1") == []
        own = browse(county.lead).get(reverse("occurrences"), {"state": "all", "mine": "1"})
        assert len(own.context["page"]) == 13
        assert titles(state="nonsense", obligation="x", due="never") == titles()
        shown = browse(county.office).get(reverse("year")).content.decode()
        assert shown.index("逾期未完成") < shown.index("报送日历")


def test_the_rate_stands_on_the_years_page_and_in_the_workbook(county: County, browse):
    row = due(county, set_obligation(county.office), 1)
    client = browse(county.fire_lead)
    client.post(
        reverse("occurrence-step", args=[row.pk, "finish"]),
        {"done_on": "2026-01-05", "note": "已报送"},
    )
    with time_machine.travel("2026-02-21T08:00:00+08:00", tick=False):
        page = browse(county.office).get(reverse("year")).content.decode()
        assert "50%" in page
        answer = client.get(reverse("punctuality-export"), {"year": "2026"})
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    lines = list(book.active.iter_rows(values_only=True))
    assert lines[0][1] == "责任单位"
    assert lines[2][1:] == ("消防救援大队", "2", "1", "0", "1", "10", "50%")


def test_an_obligation_is_ended_with_a_reason(county: County, browse):
    obligation = set_obligation(county.office)
    client, end = browse(county.office), reverse("obligation-end", args=[obligation.pk])
    assert "请写明" in client.post(end, {"reason": ""}, follow=True).content.decode()
    page = client.post(end, {"reason": "改由省平台报送"}, follow=True).content.decode()
    assert "改由省平台报送" in page
    assert browse(county.outsider).post(end, {"reason": "改由省平台"}).status_code == 404


def test_a_scheme_is_broken_down_on_its_page(county: County, browse):
    scheme = AnnualScheme.objects.create(
        issuer="department",
        department=county.market,
        region=county.region,
        year=2026,
        title="方案",
        drafted_by="lead",
    )
    client, page = browse(county.lead), reverse("annual-scheme", args=[scheme.pk])
    form = reverse("scheme-break-down", args=[scheme.pk])
    assert client.get(form).status_code == 404
    assert "任务分解" not in client.get(page).content.decode()
    AnnualScheme.objects.update(state="issued", number="3号", issued_at="2026-01-04T00:00Z")
    assert form in client.get(page).content.decode()
    assert "分给责任单位" in client.get(page).content.decode()
    unit = county.market.units.get()
    given = posted(kind="yearly", days="03-31", task="（一）认领事项", title="认领抽查事项")
    del given["answered_by"]
    answer = client.post(form, given)
    assert "责任单位" in str(answer.context["form"].errors["units"])
    shown = client.post(form, given | {"units": [unit.pk]}, follow=True).content.decode()
    assert "（一）认领事项" in shown
    assert "综合股" in shown
    assert "已完成 0 / 1" in shown
    assert "认领抽查事项" in client.get(reverse("obligations")).content.decode()
    assert browse(county.fire_lead).get(form).status_code == 404
    assert form not in browse(county.head).get(page).content.decode()
