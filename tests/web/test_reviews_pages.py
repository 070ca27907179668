"""Review, progress, deadlines, ending and replacing, in the browser."""

from __future__ import annotations

from datetime import datetime

import pytest
import time_machine
from certificates import certificates_taken
from county import County
from django.urls import reverse
from issued_case import BEIJING, THAT_DAY, Issued, holidays_2026, issue_case, photo

from mingcha.inspections.actions.answers import judge_item, save_answer
from mingcha.inspections.actions.confirming import confirm_record, submit_record, withdraw_record
from mingcha.inspections.actions.photos import add_photo
from mingcha.inspections.actions.records import conclude
from mingcha.inspections.actions.reviews import approve_record
from mingcha.inspections.actions.visits import start_visit
from mingcha.inspections.models import InspectionRecord
from mingcha.publication.actions.results import publish_result
from mingcha.tasks.models import ObjectTask, TeamMember

LATE = datetime(2026, 10, 22, 9, 0, tzinfo=BEIJING)


@pytest.fixture
def case(county: County) -> Issued:
    holidays_2026()
    return issue_case(county)


@pytest.fixture
def submitted(case: Issued) -> InspectionRecord:
    by, part = case.county.inspector, case.market_part
    with time_machine.travel(THAT_DAY, tick=False):
        members = list(part.team.values_list("pk", flat=True))
        row = start_visit(
            by=by, object_task=part, methods=["on_site"], present=members, certificate_shown=True
        )
        for point in case.licence.check_points.all():
            save_answer(by=by, object_task=part, check_point=point, answer="no", note="未悬挂")
        address = row.item_results.get(item=case.address)
        judge_item(by=by, object_task=part, item_result=address, outcome="no_problem")
        add_photo(by=by, object_task=part, content=photo(), file_name="a.jpg")
        conclude(
            by=by,
            object_task=part,
            result="rectified",
            methods=["on_site"],
            findings="执照未悬挂，已责令改正",
            acknowledgement="refused",
            refusal_note="店主拒签",
            refusal_witness="邻居",
        )
        for who in (by, case.county.colleague):
            confirm_record(by=who, object_task=part)
        return submit_record(by=by, object_task=part)


def url(name: str, case: Issued, *more: object) -> str:
    return reverse(name, args=[case.market_part.pk, *more])


def state(case: Issued) -> str:
    return ObjectTask.objects.get(pk=case.market_part.pk).state


def test_a_reviewer_finds_reads_and_approves(case: Issued, submitted, browse):
    with time_machine.travel(THAT_DAY):
        client = browse(case.county.reviewer)
        page = client.get(reverse("reviews")).content.decode()
        assert "城关镇老槐树面馆" in page
        assert "mc-due" in page
        page = client.get(url("review", case)).content.decode()
        for words in (
            "执照未悬挂，已责令改正",
            "店主拒签",
            "见证人：邻居",
            "未悬挂",
            "visits/photos/",
        ):
            assert words in page
        page = client.post(url("review-step", case, "approve"), follow=True).content.decode()
    assert "已审定" in page
    assert state(case) == "approved"


def test_a_record_is_returned_and_the_team_reads_why(case: Issued, submitted, browse):
    client = browse(case.county.reviewer)
    page = client.post(url("review-step", case, "return"), {"reason": " "}, follow=True)
    assert "请写明理由" in page.content.decode()
    client.post(url("review-step", case, "return"), {"reason": "照片看不清"})
    assert state(case) == "returned"
    page = browse(case.county.inspector).get(url("visit", case)).content.decode()
    assert "照片看不清" in page


def test_scope_and_right(case: Issued, submitted, browse):
    assert browse(case.county.fire_lead).get(url("review", case)).status_code == 404
    assert browse(case.county.outsider).get(url("review", case)).status_code == 404
    assert browse(case.county.inspector).get(url("review", case)).status_code == 403
    lead = browse(case.county.lead)
    assert lead.get(url("review", case)).status_code == 200
    assert lead.post(url("review-step", case, "approve")).status_code == 403
    assert lead.get(url("review-terminate", case)).status_code == 403
    member = case.market_part.team.get(slot=1).pk
    assert lead.get(url("review-replace", case, member)).status_code == 403
    reviewer = browse(case.county.reviewer)
    assert reviewer.post(url("review-step", case, "burn")).status_code == 404


def test_nothing_is_judged_before_the_visit(case: Issued, browse):
    client = browse(case.county.reviewer)
    assert "还没有检查记录" in client.get(url("review", case)).content.decode()
    assert client.post(url("review-step", case, "approve")).status_code == 404


def test_overdue_results_are_shown_to_lead_and_office(case: Issued, submitted, browse):
    for persona in ("lead", "office", "head"):
        client = browse(getattr(case.county, persona))
        assert client.get(reverse("reviews")).url == reverse("review-deadlines")
        with time_machine.travel(LATE):
            client = browse(getattr(case.county, persona))
            page = client.get(reverse("review-deadlines")).content.decode()
        assert "逾期 2 天" in page
        assert "城关镇老槐树面馆" in page
        assert "结果公示" in page


def test_progress_is_filtered(case: Issued, submitted, browse):
    client = browse(case.county.office)
    assert client.get(reverse("review-progress")).context["count"] == 2
    found = client.get(reverse("review-progress"), {"state": "in_review", "q": "老槐树"})
    assert found.context["count"] == 1
    assert client.get(reverse("review-progress"), {"q": "没有"}).context["count"] == 0
    assert client.get(reverse("review-progress"), {"q": "91130136"}).context["count"] == 2


def test_an_object_is_ended_by_form(case: Issued, browse):
    client = browse(case.county.reviewer)
    assert client.get(url("review-terminate", case)).status_code == 200
    form = {"ground": "moved_out", "reason": "已迁往清禾县"}
    page = client.post(url("review-terminate", case), form)
    assert "请写明凭据" in page.content.decode()
    assert "已迁往清禾县" in page.content.decode()
    client.post(url("review-terminate", case), form | {"document": "迁出通知书12号"})
    assert state(case) == "terminated"
    assert "迁出通知书12号" in client.get(url("review", case)).content.decode()


def test_the_head_replaces_an_inspector_by_form(case: Issued, browse):
    client = browse(case.county.head)
    member = case.market_part.team.get(slot=1)
    assert (
        url("review-replace", case, member.pk) in client.get(url("review", case)).content.decode()
    )
    form = {
        "inspector": case.people["spare"].pk,
        "basis": "《行政处罚法》第四十二条",
        "reason": "",
    }
    page = client.post(url("review-replace", case, member.pk), form)
    assert page.context["form"].errors["reason"]
    client.post(url("review-replace", case, member.pk), form | {"reason": "病假"})
    member.refresh_from_db()
    assert member.inspector == case.people["spare"]
    assert client.get(url("review-replace", case, 0)).status_code == 404


def test_where_nobody_can_step_in_the_page_says_so(case: Issued, browse):
    certificates_taken(case.people["spare"])
    member = case.market_part.team.get(slot=1)
    page = browse(case.county.head).get(url("review-replace", case, member.pk))
    assert "没有可以更换的人员" in page.content.decode()


def test_an_item_is_corrected_with_the_result(case: Issued, submitted, browse):
    approve_record(by=case.county.reviewer, record=submitted)
    publish_result(by=case.county.lead, object_task=case.market_part)
    client, item = browse(case.county.reviewer), submitted.item_results.get(outcome="problem")
    page = client.get(url("review-correct", case)).content.decode()
    assert f'name="item-{item.pk}"' in page
    given = {"result": "no_problem", "findings": "", "reason": "认定有误"}
    client.post(url("review-correct", case), given | {f"item-{item.pk}": "no_problem"})
    item.refresh_from_db()
    assert item.outcome == "no_problem"


def test_a_published_result_is_corrected(case: Issued, submitted, browse):
    approve_record(by=case.county.reviewer, record=submitted)
    publish_result(by=case.county.lead, object_task=case.market_part)
    client = browse(case.county.reviewer)
    assert url("review-correct", case) in client.get(url("review", case)).content.decode()
    given = {"result": "no_problem", "findings": "写好的情况", "reason": "选错"}
    page = client.post(url("review-correct", case), given).content.decode()
    assert "有事项发现问题" in page
    assert "写好的情况" in page
    client.post(url("review-correct", case), given | {"result": "pending_follow_up"})
    assert ObjectTask.objects.get(pk=case.market_part.pk).state == "corrected"
    assert "公示更正" in browse(case.county.lead).get("/publication/").content.decode()


def changed_while_read(findings: str) -> None:
    InspectionRecord.objects.update(findings=findings)


def test_an_officer_confirms_what_the_page_showed(case: Issued, submitted, browse):
    withdraw_record(by=case.county.inspector, object_task=case.market_part)
    TeamMember.objects.update(confirmed_at=None)
    phone, address = (
        browse(case.county.inspector),
        reverse("visit-confirm", args=[case.market_part.pk]),
    )
    page = phone.get(address)
    assert f'name="opened" value="{page.context["opened"]}"' in page.content.decode()
    changed_while_read("同事另写的情况")
    told = phone.post(address, {"opened": page.context["opened"]}, follow=True)
    assert "有改动" in told.content.decode()
    assert not TeamMember.objects.exclude(confirmed_at=None).exists()
    phone.post(address, {"opened": told.context["opened"]})
    assert TeamMember.objects.exclude(confirmed_at=None).count() == 1


def test_a_reviewer_approves_what_the_page_showed(case: Issued, submitted, browse):
    client = browse(case.county.reviewer)
    page = client.get(url("review", case))
    assert f'name="opened" value="{page.context["opened"]}"' in page.content.decode()
    changed_while_read("另写的情况")
    step = url("review-step", case, "approve")
    told = client.post(step, {"opened": page.context["opened"]}, follow=True)
    assert "有改动" in told.content.decode()
    assert ObjectTask.objects.get(pk=case.market_part.pk).state == "in_review"
