"""The last third of the round: visit, review, publication, portal, follow-up, monthly form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from walking import PHONE, fill, press

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from walking import Walk

PROBLEM = "营业执照没有悬挂"


def inspector_visits_a_shop(walk: Walk) -> None:
    page = walk.as_("inspector", PHONE)
    page.goto("/visits/")
    walk.shot(page, "phone-today")
    press(page, "到达亮证")
    fill(page, certificate_shown=True)
    walk.shot(page, "phone-start")
    press(page, "开始检查")
    page.goto(page.url.split("?")[0])
    _answer(page, "no", PROBLEM)
    walk.shot(page, "phone-question")
    page.get_by_role("button", name="保存，").click()
    _answer(page, "yes")
    page.get_by_role("button", name="保存，").click()
    page.wait_for_load_state()
    walk.shot(page, "phone-questions")


def _answer(page: Page, value: str, note: str = "") -> None:
    page.locator(
        f"label[for={page.locator(f'[name=answer][value={value}]').get_attribute('id')}]"
    ).click()
    if note:
        page.locator("main [name=note]").first.fill(note)


STEPS = (inspector_visits_a_shop,)
