"""The lead writes the department's texts in the pages, and prints what was made out."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from urllib.parse import unquote

import pytest
from apps.notices.test_texts import in_force
from ceremony_case import frozen_case
from checked_case import make_record
from county import County
from django.urls import reverse

from mingcha.core.notices.kinds import INSPECTION_NOTICE, KINDS
from mingcha.followup.actions import follow_ups
from mingcha.foundation import clock
from mingcha.notices.actions import issuing
from mingcha.notices.models import IssuedNotice, NoticeText
from mingcha.tasks.models import Task

KIND = INSPECTION_NOTICE.key
GOOD = {"title": "入企检查通知书", "text": INSPECTION_NOTICE.text, "reason": "换标题"}


def page_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("persona", ["lead", "office"])
def test_a_text_goes_from_draft_to_force_through_the_pages(county: County, browse, persona: str):
    client = browse(county.people[persona])
    assert "平台标准文本" in page_of(client.get(reverse("notice-texts")))
    edit = reverse("notice-text-edit", args=[KIND])
    assert "{企业名称}" in page_of(client.get(edit))
    assert client.post(edit, GOOD).status_code == 302
    shown = page_of(client.get(reverse("notice-text-preview", args=[KIND])))
    assert "入企检查通知书" in shown
    assert "澄川县示例商贸有限公司" in shown
    start = reverse("notice-text-start", args=[KIND])
    assert client.get(start).status_code == 200
    day = client.get(start).context["form"]["since"].value()
    assert client.post(start, {"since": day}).status_code == 302
    held = page_of(client.get(reverse("notice-text", args=[KIND])))
    assert "第1版" in held
    assert "现行" in held


def test_faults_are_told_at_the_text_each_by_itself_and_nothing_typed_is_lost(county, browse):
    client = browse(county.lead)
    bad = {**GOOD, "text": "致{企业名}：\n见{检查安排表}"}
    page = client.post(reverse("notice-text-edit", args=[KIND]), bad)
    errors = page.context["form"].errors["text"]
    assert "第 1 行：没有 {企业名} 这个占位符，是不是 {企业名称}？" in errors
    assert "第 2 行：{检查安排表} 要单独占一行，请把同一行的其他文字移开" in errors
    assert "全文缺少 {检查日期}，请加在合适的位置" in errors
    assert "致{企业名}：" in page_of(page)
    assert not NoticeText.objects.exists()


def test_an_edit_begins_with_the_text_that_holds_or_the_standard_one(county: County, browse):
    in_force(county.lead, "本局通知书")
    client = browse(county.lead)
    edit = reverse("notice-text-edit", args=[KIND])
    assert client.get(edit).context["form"]["title"].value() == "本局通知书"
    assert client.get(f"{edit}?standard").context["form"]["title"].value() == "检查通知书"


def test_a_draft_is_dropped_and_a_text_given_back(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("notice-text-edit", args=[KIND]), GOOD)
    client.post(reverse("notice-text-drop", args=[KIND]))
    assert not NoticeText.objects.exists()
    assert client.post(reverse("notice-text-drop", args=[KIND])).status_code == 404
    in_force(county.lead, "本局通知书")
    give = reverse("notice-text-give-back", args=[KIND])
    day = client.get(give).context["form"]["since"].value()
    client.post(give, {"since": day, "reason": "统一"})
    assert "平台标准文本" in page_of(client.get(reverse("notice-text", args=[KIND])))


def test_a_preview_is_a_file_too_and_may_be_filled_from_a_real_document(county: County, browse):
    record = make_record(county)
    made = issuing.issue_result(by=county.lead, row=record.object_task, reason="")
    client = browse(county.lead)
    page = reverse("notice-text-preview", args=["result_notice"])
    assert record.object_task.object.name in page_of(client.get(f"{page}?object={made.pk}"))
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF-")):
        url = reverse("notice-text-file", args=["result_notice", form])
        got = client.get(f"{url}?object={made.pk}")
        assert got.content.startswith(start)
        assert f"检查结果告知书 预览.{form}" in unquote(got["Content-Disposition"])
    assert client.get(reverse("notice-text-file", args=["result_notice", "exe"])).status_code == 404
    assert client.get(f"{page}?version=7").status_code == 404
    assert client.get(reverse("notice-text", args=["unknown"])).status_code == 404


def test_a_departments_notices_are_one_file_and_each_is_the_same_each_time(county, browse):
    case = frozen_case(county).issued()
    client = browse(county.fire_lead)
    pk = case.draw.pk
    bulk = reverse("draw-notices-file", args=[pk, county.fire.pk, "docx"])
    with zipfile.ZipFile(io.BytesIO(client.get(bulk).content)) as package:
        text = package.read("word/document.xml").decode()
    row = case.part(county.fire).object_tasks.first()
    assert row.object.name in text
    assert 'w:type="page"' in text
    assert (
        client.get(reverse("draw-notices-file", args=[pk, county.market.pk, "pdf"])).status_code
        == 404
    )
    made = IssuedNotice.objects.get(task=case.task, object=row.object_id)
    url = reverse("issued-notice", args=[made.pk, "pdf"])
    assert client.get(url).content == client.get(url).content
    browse(county.outsider)
    assert client.get(url).status_code == 404


def test_a_notice_is_made_out_again_by_the_lead_and_only_looked_at_by_others(county, browse):
    case = frozen_case(county).issued()
    row = case.part(county.fire).object_tasks.first()
    again = reverse("draw-notice-again", args=[case.draw.pk, row.object_id])
    client = browse(county.fire_lead)
    assert "重新出具的理由" not in page_of(client.get(again))
    assert client.post(again, {"reason": "换人"}).status_code == 403
    browse(county.lead)
    assert "请写明重新出具的理由" in page_of(client.post(again, {"reason": ""}))
    assert client.post(again, {"reason": "检查人员已更换"}).status_code == 302
    page = page_of(client.get(again))
    assert "第 2 次" in page
    assert "已被替换" in page
    notice = page_of(client.get(reverse("draw-notice", args=[case.draw.pk, row.object_id])))
    assert "第 2 次出具" in notice


def test_results_and_orders_are_made_out_from_their_pages(county: County, browse):
    record = make_record(county)
    Task.objects.update(issued_at=clock.now())
    client = browse(county.lead)
    detail = page_of(client.get(reverse("review", args=[record.object_task_id])))
    url = reverse("review-notice", args=[record.object_task_id])
    assert url in detail
    assert "重新出具的理由" not in page_of(client.get(url))
    assert client.post(url, {}).status_code == 302
    follow_up = follow_ups.open_for_record(by=county.reviewer, inspected=record)
    order = reverse("follow-up-notice", args=[follow_up.pk])
    assert "请先责令改正" in page_of(client.post(order, {}))
    follow_ups.order_rectification(
        by=county.lead,
        follow_up=follow_up,
        due_on=clock.today() + timedelta(days=10),
        requirement="补报",
    )
    assert order in page_of(client.get(reverse("follow-up", args=[follow_up.pk])))
    assert client.post(order, {}).status_code == 302
    assert IssuedNotice.objects.filter(object=record.object_task.object).count() == 2


def test_who_does_not_write_texts_does_not_open_their_pages(county: County, browse):
    client = browse(county.head)
    for kind in KINDS:
        assert client.get(reverse("notice-text", args=[kind])).status_code == 403
