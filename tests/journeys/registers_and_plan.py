"""The first third of the round: targets, registers, plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_county import SHOPS, inspectors_to_send, objects_to_send
from walking import fill, press, press_on, says

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from walking import Walk

LINE = "商业单位联合抽查"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def office_sets_a_target(walk: Walk) -> None:
    page = walk.as_("office")
    page.goto("/year/")
    fill(page, indicator="coverage", value="5%", note="年度工作要点")
    press(page, "下达目标")
    says(page, "年度工作要点")
    walk.shot(page, "targets")


def lead_imports_objects(walk: Walk) -> None:
    page = walk.as_("lead")
    _send(walk, page, "objects", objects_to_send())
    says(page, "1 行有错，不会写入")
    with page.expect_download() as got:
        press(page, "下载批注表")
    assert got.value.suggested_filename.endswith(".xlsx")
    walk.shot(page, "import-preview")
    press(page, f"写入 {SHOPS} 行，1 行不写入")
    says(page, "已写入名录")
    walk.shot(page, "import-applied")


def lead_imports_inspectors(walk: Walk) -> None:
    page = walk.as_("lead")
    _send(walk, page, "inspectors", inspectors_to_send())
    press(page, "写入 2 行")
    says(page, "已写入名录")
    walk.shot(page, "import-inspectors")


def lead_links_the_accounts(walk: Walk) -> None:
    page = walk.as_("lead")
    for name in ("韩雪", "杨柳"):
        page.goto("/registers/inspectors/")
        page.get_by_role("link", name=name).click()
        press(page, "编辑人员")
        page.locator("main [name=user]").select_option(label=name)
        press(page, "保存人员")
    walk.shot(page, "inspector")


def lead_keeps_people_up_to_date(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/registers/inspectors/")
    page.get_by_role("link", name="韩雪").click()
    press(page, "登记离岗时段")
    fill(page, kind="leave", starts_on="2026-01-05", ends_on="2026-01-09", reason="年休假")
    page.locator("main form button[type=submit]").click()
    says(page, "已登记，到日子自动生效")
    press(page, "登记培训")
    fill(page, held_on="2026-01-12", topic="食品检查要点", hours="8")
    page.locator("main form button[type=submit]").click()
    says(page, "共 8 学时")
    walk.shot(page, "inspector-record")


def lead_adds_an_expert(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/registers/experts/")
    press(page, "新增专家")
    fill(page, name="周岚", employer="安澜市食品检验所", title="高级工程师", phone="13800001234")
    press(page, "保存")
    says(page, "已加入专家库")
    walk.shot(page, "expert")


def lead_writes_a_plan(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/plans/new/")
    fill(page, year="2026", title="2026年度双随机抽查计划")
    press(page, "建立草稿")
    page.get_by_role("link", name="添加任务").first.click()
    fill(
        page,
        name=LINE,
        items=["SCJG-01"],
        by_class=False,
        ratio_all="20%",
        no_class_reason="首次抽查，尚未分类",
        frequency="每年一次",
        period_from="2026-01-01",
        period_to="2026-12-31",
        joint_scope="cross_department",
        cooperating=["消防救援大队"],
    )
    walk.shot(page, "plan-line")
    press(page, "保存任务")
    says(page, LINE)
    page.get_by_role("link", name=LINE).click()
    says(page, "保存任务")
    walk.shot(page, "plan-line-again")
    page.go_back()
    press(page, "提交审批")
    says(page, "已提交审核")
    walk.shot(page, "plan-submitted")


def head_approves_the_plan(walk: Walk) -> None:
    page = walk.as_("head")
    page.goto("/plans/")
    page.get_by_role("link", name="2026年度双随机抽查计划").click()
    press_on(page, "批准计划")


def lead_publishes_the_plan(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/plans/")
    page.get_by_role("link", name="2026年度双随机抽查计划").click()
    press(page, "公布计划")
    says(page, "已公布")
    walk.shot(page, "plan-published")


def _send(walk: Walk, page: Page, kind: str, content: bytes) -> None:
    page.goto(f"/registers/imports/?kind={kind}")
    fill(page, kind=kind)
    page.locator("main [name=file]").set_input_files(
        {"name": f"{kind}.xlsx", "mimeType": SHEET, "buffer": content}
    )
    press(page, "上传并校验")
    page.get_by_text("确认写入").first.wait_for()


STEPS = (
    office_sets_a_target,
    lead_imports_objects,
    lead_imports_inspectors,
    lead_links_the_accounts,
    lead_keeps_people_up_to_date,
    lead_adds_an_expert,
    lead_writes_a_plan,
    head_approves_the_plan,
    lead_publishes_the_plan,
)
