"""The last third of the round: visit, review, publication, portal, follow-up, monthly form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from county import PASSWORD
from walking import PHONE, fill, press, press_on, says

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page
    from walking import Walk

PROBLEM = "营业执照没有悬挂"


def inspector_arrives(walk: Walk) -> None:
    page = walk.as_("inspector", PHONE)
    page.goto("/visits/")
    walk.shot(page, "phone-today")
    press(page, "到达亮证")
    fill(page, certificate_shown=True)
    walk.shot(page, "phone-start")
    press(page, "开始检查")
    says(page, "从第一题开始")


def inspector_answers_the_checklist(walk: Walk) -> None:
    page = walk.as_("inspector", PHONE)
    page.goto("/visits/")
    page.get_by_role("link", name="继续检查").first.click()
    press(page, "继续检查")
    _choose(page, "不符合", PROBLEM)
    walk.shot(page, "phone-question")
    press(page, "保存，下一题")
    says(page, "第 2 题")
    _choose(page, "符合")
    press(page, "保存，看全部题目")
    says(page, "全部答完")
    walk.shot(page, "phone-questions")
    press(page, "修改事项结果")
    page.locator("main [name=note]").wait_for()
    walk.shot(page, "phone-item")


def both_officers_confirm(walk: Walk) -> None:
    page = walk.as_("inspector", PHONE)
    page.goto("/visits/")
    page.get_by_role("link", name="继续检查").first.click()
    press(page, "填写检查结论")
    fill(page, result="pending_follow_up", acknowledgement="signed")
    page.locator("main [name=photo]").set_input_files(photo_of(page))
    walk.shot(page, "phone-conclusion")
    press(page, "保存结论，去确认")
    press(page, "我确认记录属实")
    says(page, "杨柳的口令")
    fill(page, password=PASSWORD)
    press(page, "杨柳确认记录属实")
    walk.shot(page, "phone-confirm")
    press_on(page, "提交审核")


def reviewer_approves(walk: Walk) -> None:
    page = walk.as_("reviewer")
    page.goto("/reviews/")
    page.get_by_role("link", name="审核", exact=True).first.click()
    walk.shot(page, "review")
    press_on(page, "审定结果")


def the_lead_publishes_the_result(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/publication/")
    walk.shot(page, "publication")
    press(page, "申请不予公开")
    says(page, "批准前这条结果不公示")
    walk.shot(page, "exemption")
    page.goto("/publication/")
    press(page, "看其他部门")
    says(page, "还没有公示")
    walk.shot(page, "joint-result")
    press_on(page, "先公示本部门结果")
    says(page, "没有待公示的结果")


def the_follow_up_comes_to_its_end(walk: Walk) -> None:
    page = _follow_up(walk, "lead")
    press(page, "责令改正")
    fill(page, requirement="三日内把营业执照悬挂在显著位置", due_on="2026-12-25")
    walk.shot(page, "rectification")
    press(page, "责令改正")
    press(page, "提交整改材料")
    fill(page, text="营业执照已悬挂")
    page.locator("main [name=file]").set_input_files(photo_of(page))
    press(page, "提交整改材料")
    page = _follow_up(walk, "officer")
    press(page, "开始复核")
    press(page, "复核通过")
    fill(page, outcome="已悬挂营业执照，复核通过")
    press(page, "复核通过")
    says(page, "已办结")
    walk.shot(page, "follow-up")


def office_computes_a_form(walk: Walk) -> None:
    page = walk.as_("office")
    page.goto("/reports/")
    walk.shot(page, "reports")
    press(page, "生成报表")
    page.get_by_role("link", name="导出表格").wait_for()
    walk.shot(page, "report")
    with page.expect_download() as got:
        press(page, "导出表格")
    assert got.value.suggested_filename.endswith(".xlsx")
    page.locator("td.num a").first.click()
    walk.shot(page, "report-figure")


def the_public_searches_and_verifies(walk: Walk) -> None:
    page = walk.as_("")
    page.goto("/public/")
    walk.shot(page, "portal")
    page.locator("main [name=q]").fill("商店")
    page.get_by_role("button", name="查询").click()
    says(page, "商店")
    walk.shot(page, "portal-search")
    page.goto("/public/results/")
    page.locator("main td a").first.click()
    says(page, "复核通过")
    walk.shot(page, "portal-result")
    page.goto("/public/draws/130136-2026-0001/verify/")
    press(page, "下载并核对全部材料")
    page.locator("#verdict .note.good").wait_for()
    walk.shot(page, "portal-verified")


def photo_of(page: Page) -> FilePayload:
    """Return a picture, as a camera would give it."""
    return {"name": "门头.png", "mimeType": "image/png", "buffer": page.screenshot()}


def _follow_up(walk: Walk, persona: str) -> Page:
    page = walk.as_(persona)
    page.goto("/follow-ups/")
    page.locator("main td a").first.click()
    return page


def _choose(page: Page, label: str, note: str = "") -> None:
    page.locator("label.mc-choice").get_by_text(label, exact=True).click()
    if note:
        page.locator("main [name=note]").first.fill(note)


STEPS = (
    inspector_arrives,
    inspector_answers_the_checklist,
    both_officers_confirm,
    reviewer_approves,
    the_lead_publishes_the_result,
    the_follow_up_comes_to_its_end,
    the_public_searches_and_verifies,
    office_computes_a_form,
)
