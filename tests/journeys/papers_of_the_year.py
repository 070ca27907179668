"""What stands beside the plan: scheme, sampling rules, filing, and what is due in the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from walking import fill, press, press_on, says

from mingcha.foundation import clock

if TYPE_CHECKING:
    from walking import Walk

SCHEME = "澄川县2026年度实施方案"
RULES = {
    "principles": "全面覆盖、公开公正、问题导向",
    "tasks": "按年度计划组织，全年不少于一次",
    "methods": "检查对象和执法检查人员都随机抽取",
    "publicity": "检查结束后二十个工作日内公示",
    "supervision": "接受纪检监察和社会监督",
}


def lead_drafts_the_scheme(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/plans/schemes/")
    press(page, "起草实施方案")
    fill(page, issuer="department", year="2026", title=SCHEME)
    press(page, "建立草稿")
    fill(
        page,
        number="澄市监〔2026〕3号",
        goals="抽查不低于3%",
        duties="各股室分工",
        deadlines="十一月",
    )
    walk.shot(page, "scheme-edit")
    press(page, "保存方案")
    press(page, "增减附件")
    scan = {"name": "全文.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 text %%EOF"}
    page.locator("main [name=file]").set_input_files(scan)
    page.locator("main form:has([name=file]) button[type=submit]").click()
    says(page, "全文.pdf")
    walk.shot(page, "scheme-files")
    page.goto("/plans/schemes/?year=2026")
    page.get_by_role("link", name=SCHEME).click()
    press_on(page, "提交签发")


def head_signs_the_scheme(walk: Walk) -> None:
    page = walk.as_("head")
    page.goto("/plans/schemes/?year=2026")
    page.get_by_role("link", name=SCHEME).click()
    press_on(page, "签发方案")
    walk.shot(page, "scheme-issued")


def lead_writes_the_rules(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/plans/rules/")
    press_on(page, "起草抽查规则")
    if not page.url.endswith("/edit/"):
        press(page, "编辑")
    fill(page, effective_from=clock.today().isoformat(), **RULES)
    walk.shot(page, "rules-edit")
    press(page, "保存规则")
    press_on(page, "提交签发")


def head_signs_the_rules(walk: Walk) -> None:
    page = walk.as_("head")
    page.goto("/plans/rules/")
    page.get_by_role("link", name="第 1 版").click()
    press_on(page, "签发规则")
    walk.shot(page, "rules-issued")


def lead_files_the_plan(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/plans/")
    page.get_by_role("link", name="2026年度双随机抽查计划").click()
    press_on(page, "报送备案")


def office_receives_the_plan(walk: Walk) -> None:
    page = walk.as_("office")
    page.goto("/plans/filings/?year=2026")
    press_on(page, "接收备案")
    says(page, "已予备案")
    walk.shot(page, "filing-receipt")


def office_adopts_deadlines(walk: Walk) -> None:
    page = walk.as_("office")
    page.goto("/year/obligations/")
    walk.shot(page, "obligations")
    page.get_by_role("button", name="采用所选").last.click()
    says(page, "已采用，列入")
    walk.shot(page, "obligations-adopted")


def lead_breaks_the_scheme_down(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/plans/schemes/?year=2026")
    page.get_by_role("link", name=SCHEME).click()
    press(page, "分解任务")
    page.locator("main [name=kind]").select_option("yearly")
    fill(page, task="十一月前完成抽查", title="抽查进度总结", days="12-31")
    page.get_by_label("综合股").check()
    walk.shot(page, "scheme-break-down")
    press(page, "分解任务")
    says(page, "十一月前完成抽查")


def lead_enters_what_is_done(walk: Walk) -> None:
    page = walk.as_("lead")
    page.goto("/year/")
    page.get_by_role("link", name="抽查进度总结").click()
    walk.shot(page, "occurrence")
    fill(page, note="已报送总结")
    press(page, "登记完成")
    says(page, "已报送总结")
    walk.shot(page, "occurrence-done")


STEPS = (
    lead_drafts_the_scheme,
    head_signs_the_scheme,
    lead_writes_the_rules,
    head_signs_the_rules,
    lead_files_the_plan,
    office_receives_the_plan,
    office_adopts_deadlines,
    lead_breaks_the_scheme_down,
    lead_enters_what_is_done,
)
