"""The pages from the frozen pool to the issued task."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from ceremony_case import PUBLIC_LINE, SECRETS, Case, frozen_case
from certificates import officer_with
from county import County
from django.urls import reverse

from mingcha.foundation import clock
from mingcha.foundation.models import Job, JobState
from mingcha.registers.models import Recusal
from mingcha.tasks.actions import ceremony
from mingcha.tasks.actions.starting import job_key, start_draw
from mingcha.tasks.models import DrawnObject, ObjectTask, TeamMember


@pytest.fixture
def case(county: County) -> Case:
    return frozen_case(county)


def text_of(response) -> str:
    assert response.status_code == HTTPStatus.OK, response.status_code
    return response.content.decode()


def test_operator_and_witness_go_through_the_ceremony_by_its_forms(case: Case, county, browse):
    page, pk = reverse("draw", args=[case.draw.pk]), case.draw.pk
    people = {"organiser": county.operator, "witness": county.witness}
    client = browse(county.operator)
    assert "选定见证方" in text_of(client.get(page))
    client.post(reverse("draw-open", args=[pk]), {"witness": county.witness.pk})
    for party, user in people.items():
        client = browse(user)
        assert 'data-ceremony="commit"' in text_of(client.get(page))
        answer = client.post(
            reverse("draw-commit", args=[pk]), {"commitment": case.promise(party)}, follow=True
        )
        assert "承诺已提交" in text_of(answer)
    assert "等待组织方封存" in text_of(client.get(page))
    client = browse(county.operator)
    assert "封存方案" in text_of(client.get(page))
    answer = client.post(reverse("draw-step", args=[pk, "seal"]), follow=True)
    assert "可选 3 人" in text_of(answer)
    for party, user in people.items():
        client = browse(user)
        assert 'data-ceremony="reveal"' in text_of(client.get(page))
        client.post(reverse("draw-reveal", args=[pk]), {"value": SECRETS[party]})
    client = browse(county.operator)
    client.post(reverse("draw-step", args=[pk, "fix-seed"]))
    assert "开始抽取" in text_of(client.get(page))
    answer = client.post(reverse("draw-step", args=[pk, "start"]), follow=True)
    assert "排队中" in text_of(answer)
    assert case.fresh().draw.state == "ready"


def test_the_steps_after_the_draw_by_their_pages(case: Case, county, browse):
    case.drawn()
    pk, fire = case.draw.pk, county.fire.pk
    client = browse(county.fire_lead)
    assert "轮到您：比对名单" in text_of(client.get(reverse("draw", args=[pk])))
    row = case.part(county.fire).object_tasks.first()
    client.post(reverse("draw-not-mine", args=[pk, row.pk]), {"reason": "不在辖区内"})
    part = text_of(client.get(reverse("draw-part", args=[pk, fire])))
    assert "不在辖区内" in part
    assert "本部门名录中没有" in part
    client.post(reverse("draw-part-confirm", args=[pk, fire]))
    client = browse(county.operator)
    teams = reverse("draw-teams", args=[pk])
    assert "确认检查组" in text_of(client.get(teams))
    client.post(reverse("draw-teams-confirm", args=[pk]))
    client = browse(county.lead)
    assert "派发任务" in text_of(client.get(teams))
    client.post(reverse("draw-issue", args=[pk]))
    assert case.fresh().task.state == "issued"
    assert "检查通知书" in text_of(client.get(teams))
    assert "任务已派发" in text_of(client.get(reverse("draw", args=[pk])))


def test_a_notice_tells_items_period_materials_and_the_right_to_recusal(case: Case, county, browse):
    case.issued()
    row = case.part(county.fire).object_tasks.first()
    client = browse(county.lead)
    page = text_of(client.get(reverse("draw-notice", args=[case.draw.pk, row.object_id])))
    for words in (
        case.task.number,
        "市场监督管理局检查事项",
        "消防救援大队检查事项",
        "2026年11月1日",
        "现场检查",
        "消防设施检测报告",
        "综合股",
        "申请其回避",
        "已被检查 0 次",
        "（组长）",
    ):
        assert words in page
    listed = text_of(client.get(reverse("draw-list", args=[case.draw.pk, county.fire.pk])))
    assert row.object.code in listed


@pytest.mark.parametrize("mode", ["confidential", "deferred"])
def test_a_sealed_draws_notice_keeps_names_back(county, browse, mode: str):
    case = frozen_case(county, mode=mode).issued()
    row = case.part(county.market).object_tasks.first()
    names = [member.inspector.name for member in row.team.all()]
    client = browse(county.lead)
    page = text_of(client.get(reverse("draw-notice", args=[case.draw.pk, row.object_id])))
    assert "到场时出示" in page
    assert all(name not in page for name in names)
    assert ("不事先通知" in page) == (mode == "deferred")


def test_an_open_draw_unrolls_on_the_screen_with_the_threshold(case: Case, county, browse):
    screen = reverse("draw-screen", args=[case.draw.pk])
    client = browse(county.office)
    assert "抽取之后" in text_of(client.get(screen))
    case.drawn()
    page = text_of(client.get(screen))
    last = DrawnObject.objects.filter(status__startswith="D").order_by("-rank").first()
    assert "第 1 组" in page
    assert "中签线" in page
    assert f"{last.ticket[:4]} {last.ticket[4:8]}" in page
    assert "备用 1" in page
    assert "<svg" in page
    assert "style=" not in page
    assert last.object.code not in page


@pytest.mark.parametrize("mode", ["confidential", "deferred"])
def test_a_sealed_draw_shows_no_ticket_no_group_and_no_threshold(county, browse, mode: str):
    case = frozen_case(county, mode=mode).drawn()
    page = text_of(browse(county.witness).get(reverse("draw-screen", args=[case.draw.pk])))
    drawn = DrawnObject.objects.filter(status__startswith="D").order_by("object__code")
    assert all(row.ticket[:9] not in page for row in drawn)
    assert all(" ".join((row.ticket[:4], row.ticket[4:8])) not in page for row in drawn)
    assert "中签线" not in page
    assert "组　" not in page
    assert "G1" not in page
    shown = [row.object.name for row in drawn if row.object.name in page]
    if mode == "deferred":
        assert not shown
    else:
        places = [page.index(name) for name in shown]
        assert places == sorted(places)
        assert shown


def test_a_waiting_page_is_told_when_something_happened(case: Case, county, browse):
    client = browse(county.operator)
    page = client.get(reverse("draw-screen", args=[case.draw.pk]))
    address = reverse("draw-state", args=[case.draw.pk])
    seen = page.context["seen"]
    assert client.get(address, {"seen": seen}).status_code == HTTPStatus.NO_CONTENT
    case.opened()
    assert client.get(address, {"seen": seen}).headers["HX-Refresh"] == "true"


def test_bad_input_is_told_at_the_field_and_kept(case: Case, county, browse):
    pk = case.draw.pk
    client = browse(county.operator)
    answer = client.post(reverse("draw-open", args=[pk]), {"witness": county.lead.pk})
    assert "请从列表中选择" in text_of(answer)
    case.opened()
    answer = client.post(reverse("draw-commit", args=[pk]), {"commitment": "not hex"})
    assert answer.context["form"].errors["commitment"] == ["承诺应是 64 位十六进制数（0–9、a–f）"]
    assert "not hex" in text_of(answer)


def test_a_wrong_value_is_told_at_the_field_and_kept(case: Case, county, browse):
    case.sealed()
    client = browse(county.operator)
    answer = client.post(reverse("draw-reveal", args=[case.draw.pk]), {"value": "ab" * 32})
    assert "与您提交的承诺不符" in answer.context["form"].errors["value"][0]
    assert "ab" * 32 in text_of(answer)


def test_a_public_value_is_entered_on_the_page(county, browse):
    case = frozen_case(county, public=True).revealed_by_organiser()
    client = browse(county.operator)
    page = reverse("draw", args=[case.draw.pk])
    assert "公共随机源" in text_of(client.get(page))
    address = reverse("draw-public-value", args=[case.draw.pk])
    assert "请填写开奖号码" in text_of(client.post(address, {"line": ""}))
    assert "现在不能登记" in text_of(client.post(address, {"line": PUBLIC_LINE}))


def test_outside_the_scope_there_is_nothing_and_watchers_do_not_act(case: Case, county, browse):
    pk = case.draw.pk
    page = reverse("draw", args=[pk])
    assert browse(county.outsider).get(page).status_code == 404
    assert browse(county.witness).get(page).status_code == 404
    assert browse(county.inspector).get(page).status_code == 403
    client = browse(county.office)
    assert "等待牵头部门" in text_of(client.get(page))
    for verb in ("seal", "fix-seed", "start"):
        assert client.post(reverse("draw-step", args=[pk, verb])).status_code == 403
    assert client.post(reverse("draw-open", args=[pk]), {}).status_code == 403
    case.opened()
    assert text_of(browse(county.witness).get(page))
    assert browse(county.operator).post(reverse("draw-step", args=[pk, "burn"])).status_code == 404


def test_a_witness_reads_no_list_and_no_team(case: Case, county, browse):
    case.issued()
    client = browse(county.witness)
    pk, row = case.draw.pk, ObjectTask.objects.first()
    for address in (
        reverse("draw-part", args=[pk, county.market.pk]),
        reverse("draw-teams", args=[pk]),
        reverse("draw-list", args=[pk, county.market.pk]),
        reverse("draw-notice", args=[pk, row.object_id]),
    ):
        assert client.get(address).status_code == 404
    client = browse(county.fire_lead)
    assert client.get(reverse("draw-part", args=[pk, county.market.pk])).status_code == 404
    assert county.market.short_name not in text_of(
        client.get(reverse("draw-list", args=[pk, county.fire.pk]))
    )


def test_what_is_not_there_yet_is_not_found(case: Case, county, browse):
    client = browse(county.lead)
    pk = case.draw.pk
    assert client.get(reverse("draw-part", args=[pk, county.market.pk])).status_code == 404
    assert client.get(reverse("draw-teams", args=[pk])).status_code == 404
    assert client.get(reverse("draw-list", args=[pk, county.market.pk])).status_code == 404
    assert client.post(reverse("draw-not-mine", args=[pk, 10**9])).status_code == 404
    assert browse(county.head).get(reverse("draw-assign", args=[pk, 10**9])).status_code == 404
    assert browse(county.head).post(reverse("draw-recuse", args=[pk, 10**9])).status_code == 404


def test_the_head_assigns_and_withdraws_on_the_teams_page(county, browse):
    case = frozen_case(county, is_short=True).compared()
    pk = case.draw.pk
    helper = officer_with(
        department=county.fire, staff_no="X900", name="援手", certificate_no="13-X900",
        region=county.region,
    )  # fmt: skip
    client = browse(county.fire_head)
    page = text_of(client.get(reverse("draw-teams", args=[pk])))
    assert "匹配时人手不足" in page
    assert "直接委派" in page
    row = ObjectTask.objects.filter(sub_task__department=county.fire, team=None).first()
    address = reverse("draw-assign", args=[pk, row.pk])
    assert "援手" in text_of(client.get(address))
    assert "请写明" in text_of(
        client.post(address, {"inspector": helper.pk, "basis": "", "reason": ""})
    )
    client.post(address, {"inspector": helper.pk, "basis": "条例第九条", "reason": "人员不足"})
    member = TeamMember.objects.get(inspector=helper)
    Recusal.objects.create(
        inspector=helper, object=row.object, reason="近亲属", declared_by="fire_lead"
    )
    assert "须回避" in text_of(client.get(reverse("draw-teams", args=[pk])))
    client.post(reverse("draw-recuse", args=[pk, member.pk]))
    assert not TeamMember.objects.filter(inspector=helper).exists()


def test_a_draw_that_failed_says_so_and_can_be_started_again(case: Case, county, browse):
    case.ready()
    start_draw(by=county.operator, draw=case.draw, page="/")
    page = reverse("draw", args=[case.draw.pk])
    second = type(county.operator).objects.create(
        username="operator2", name="郑江", region=county.region, department=county.market
    )
    second.must_change_password = False
    second.save()
    second.grants.create(role="draw_operator", granted_by="setup")
    assert "正在抽取" in text_of(browse(second).get(page))
    Job.objects.filter(key=job_key(case.draw)).update(state=JobState.FAILED, message="磁盘已满")
    answer = text_of(browse(county.operator).get(page))
    assert "磁盘已满" in answer
    assert "开始抽取" in answer


def test_the_list_tells_everybody_what_to_do(case: Case, county, browse):
    assert "下一步：请见证方" in text_of(browse(county.operator).get(reverse("draws")))
    assert "还没有抽取" in text_of(browse(county.witness).get(reverse("draws")))
    case.sealed()
    assert "等待组织方" in text_of(browse(county.witness).get(reverse("draws")))
    ceremony.reveal(by=county.operator, draw=case.draw, r=SECRETS["organiser"])
    assert "轮到您：揭示" in text_of(browse(county.witness).get(reverse("draws")))


def test_the_head_voids_with_a_reason_before_anybody_reveals(case: Case, county, browse):
    page, step = (
        reverse("draw", args=[case.draw.pk]),
        reverse("draw-step", args=[case.draw.pk, "void"]),
    )
    client = browse(county.head)
    assert "作废抽取" in text_of(client.get(page))
    assert "请写明理由" in text_of(client.post(step, {"reason": ""}, follow=True))
    assert "名录有误" in text_of(client.post(step, {"reason": "名录有误"}, follow=True))
    assert case.fresh().draw.state == "voided"


def test_the_operator_reports_who_did_not_reveal(case: Case, county, browse, monkeypatch):
    case.revealed_by_organiser()
    then = clock.now() + timedelta(hours=9)
    monkeypatch.setattr(clock, "now", lambda: then)
    client = browse(county.operator)
    page, step = reverse("draw", args=[case.draw.pk]), "incident"
    assert "登记事故" in text_of(client.get(page))
    client.post(reverse("draw-step", args=[case.draw.pk, step]), {"reason": "见证方未到场"})
    assert case.fresh().draw.state == "incident"


def test_the_page_says_among_whom_the_lot_chooses_and_then_who_came(
    case: Case, county: County, browse
):
    case.compared()
    pk = case.draw.pk
    member = TeamMember.objects.filter(object_task__sub_task__is_lead=True).first()
    row, gone = member.object_task, member.inspector
    Recusal.objects.create(inspector=gone, object=row.object, reason="近亲属", declared_by="lead")
    client = browse(county.head)
    address = reverse("draw-recuse", args=[pk, member.pk])
    assert address in client.get(reverse("draw-teams", args=[pk])).content.decode()
    page = text_of(client.get(address))
    assert "不由负责人指定" in page
    assert "近亲属" in page
    client.post(address)
    assert not row.team.filter(inspector=gone).exists()
    assert gone.name in text_of(client.get(reverse("draw-replacements", args=[pk])))
    record = text_of(client.get(reverse("draw-record", args=[pk])))
    assert "抽取以后的替换" in record
    assert client.get(reverse("draw-record-file", args=[pk])).status_code == 200
    public = text_of(client.get(reverse("public-draw", args=[case.draw.draw_id])))
    assert "检查人员退出" in public
    assert gone.name not in public


def test_an_object_leaves_by_form_and_the_page_says_who_comes_next(
    case: Case, county: County, browse
):
    case.compared()
    pk = case.draw.pk
    row = ObjectTask.objects.filter(sub_task__is_lead=True).first()
    lead = browse(county.lead)
    address = reverse("draw-leave", args=[pk, row.pk])
    assert address in lead.get(reverse("draw-teams", args=[pk])).content.decode()
    assert "由牵头部门负责人审批" in text_of(lead.get(address))
    lead.post(address, {"reason": "closed", "facts": "核查笔录第5号"})
    asked = row.task.draw.departures.get()
    decide = reverse("draw-replacement", args=[pk, asked.pk])
    assert "提出人不能审批" in text_of(lead.get(decide))
    head = browse(county.head)
    page = text_of(head.get(decide))
    assert "还没有用过的备选中最前的一户" in page
    head.post(decide, {"approved": "yes", "reason": "属实"})
    asked.refresh_from_db()
    assert asked.successor.name in text_of(head.get(decide))
    assert asked.successor.name in text_of(head.get(reverse("draw-replacements", args=[pk])))


def test_who_cannot_go_is_marked_and_leaves_by_a_button(case: Case, county: County, browse):
    case.compared()
    pk = case.draw.pk
    member = TeamMember.objects.filter(object_task__sub_task__is_lead=True).first()
    lead = browse(county.lead)
    address = reverse("draw-officer", args=[pk, member.pk])
    assert address not in lead.get(reverse("draw-teams", args=[pk])).content.decode()
    lead.post(address)
    assert not case.draw.departures.exists()
    member.inspector.state = "left"
    member.inspector.save()
    assert address in lead.get(reverse("draw-teams", args=[pk])).content.decode()
    lead.post(address)
    asked = case.draw.departures.get()
    head = browse(county.head)
    decide = reverse("draw-replacement", args=[pk, asked.pk])
    assert "谁也算不出是谁" in text_of(head.get(decide))
    head.post(decide, {"approved": "no", "reason": "再核实"})
    assert "不予替换" in text_of(head.get(decide))


def test_replacements_are_no_matter_of_strangers_or_of_before_the_draw(
    case: Case, county: County, browse
):
    head = browse(county.head)
    pk = case.draw.pk
    assert head.get(reverse("draw-replacements", args=[pk])).status_code == 404
    case.compared()
    for route in ("draw-replacement", "draw-recuse"):
        assert head.get(reverse(route, args=[pk, 10**9])).status_code == 404
    assert browse(county.lead).get(reverse("draw-leave", args=[pk, 10**9])).status_code == 404
    assert browse(county.witness).get(reverse("draw-replacements", args=[pk])).status_code == 404
