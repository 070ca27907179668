"""The second third of the round: task, pool, public draw, comparison, teams, issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from looking import leave_for
from registers_and_plan import LINE
from walking import because, fill, press, press_on, says

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from walking import Walk

TITLE = "2026年商业单位联合抽查第一批"


def lead_makes_a_task(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/tasks/new/")
    page.get_by_role("row", name=LINE).get_by_role("link", name="发起任务").click()
    fill(page, title=TITLE)
    page.get_by_role("button", name="发起任务").click()
    press(page, "编制方案")
    fill(
        page,
        content="登记事项和消防安全",
        methods=["现场检查"],
        division="市场监管局查登记事项，消防救援大队查消防安全",
        frequency="每年1次",
        visit_note="请准备营业执照",
        team_size="2",
    )
    walk.shot(page, "scheme")
    press(page, "保存方案")
    press(page, "提交方案")
    says(page, "下一步：部门会签")
    walk.shot(page, "task-submitted")


def brigade_cosigns(walk: Walk) -> None:
    page = _task(walk, "fire_lead")
    press(page, "会签")
    fill(page, items=["消防救援大队综合检查"], team_size="2")
    walk.shot(page, "cosigning")
    press(page, "会签方案")
    says(page, "下一步：负责人审批")


def head_approves_the_task(walk: Walk) -> None:
    page = _task(walk, "head")
    because(page, "批准任务", "同意按方案开展")
    says(page, "组建并冻结名录")


def operator_freezes_the_pool(walk: Walk) -> None:
    page = _task(walk, "operator")
    press(page, "组建名录")
    page.locator("[hx-trigger=load]").wait_for(state="detached")
    walk.shot(page, "pool")
    fill(page, witnesses=["蒋文"], reveal_by=_tomorrow(page))
    press(page, "冻结名录")
    says(page, "冻结的名录")
    walk.shot(page, "pool-frozen")


def the_parties_commit(walk: Walk) -> None:
    operator = _draw(walk, "operator")
    press(operator, "开始承诺")
    _commit(operator)
    walk.shot(operator, "committed")
    witness = _draw(walk, "witness")
    _commit(witness)
    for page in (operator, witness):
        (origin,) = page.context.storage_state()["origins"]
        kept = [entry["name"] for entry in origin["localStorage"]]
        assert len([name for name in kept if name.startswith("mingcha-draw:")]) == 1


def the_operator_seals_and_the_parties_reveal(walk: Walk) -> None:
    operator = _draw(walk, "operator")
    press(operator, "封存方案")
    _reveal(operator)
    witness = _draw(walk, "witness")
    _reveal(witness)


def the_operator_draws(walk: Walk) -> None:
    operator = _draw(walk, "operator")
    press(operator, "确定种子")
    press(operator, "开始抽取")
    says(operator, "部门名单")
    assert operator.get_by_role("button", name="开始抽取").count() == 0
    walk.shot(operator, "drawn")


def everybody_watches_the_big_screen(walk: Walk) -> None:
    page = walk.as_("operator")
    press(page, "大屏显示")
    page.wait_for_load_state()
    page.wait_for_timeout(1500)
    walk.shot(page, "big-screen")


def the_brigade_compares(walk: Walk) -> None:
    page = _draw(walk, "fire_lead")
    press(page, "比对名单")
    walk.shot(page, "comparison")
    press_on(page, "提交比对结果")


def the_teams_are_confirmed_and_the_task_issued(walk: Walk) -> None:
    operator = _draw(walk, "operator")
    press(operator, "看检查组")
    walk.shot(operator, "teams")
    press_on(operator, "确认检查组")
    lead = _draw(walk, "lead")
    press(lead, "看检查组")
    press(lead, "派发任务")
    lead.get_by_role("link", name="检查通知书").first.wait_for()
    walk.shot(lead, "issued")
    lead.get_by_role("link", name="检查通知书").first.click()
    says(lead, "通知书")
    walk.shot(lead, "notice")


def _task(walk: Walk, persona: str) -> Page:
    page = walk.as_(persona)
    page.goto("/tasks/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("heading", name=TITLE, level=1).wait_for()
    return page


def _draw(walk: Walk, persona: str) -> Page:
    page = walk.as_(persona)
    leave_for(page, "/draws/")
    page.get_by_role("row", name=TITLE).get_by_role("link").first.click()
    page.get_by_role("heading", name=TITLE).first.wait_for()
    return page


def _commit(page: Page) -> None:
    press(page, "生成随机数")
    press_on(page, "提交承诺")


def _reveal(page: Page) -> None:
    says(page, "已取出本机保存的随机数")
    press_on(page, "揭示随机数")


def _tomorrow(page: Page) -> str:
    return str(page.evaluate("new Date(Date.now() + 864e5 + 288e5).toISOString().slice(0, 16)"))


STEPS = (
    lead_makes_a_task,
    brigade_cosigns,
    head_approves_the_task,
    operator_freezes_the_pool,
    the_parties_commit,
    the_operator_seals_and_the_parties_reveal,
    the_operator_draws,
    everybody_watches_the_big_screen,
    the_brigade_compares,
    the_teams_are_confirmed_and_the_task_issued,
)
