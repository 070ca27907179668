"""Lists by the keyboard and the help of a page, in a real browser with the page's own policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import CHROMIUM
from county import County, make_county
from looking import faults_of
from playwright.sync_api import expect
from registers_files import imported, objects_file, shop
from superior import make_superior

if TYPE_CHECKING:
    pass

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]
CURSOR = ".mc-cur"


@pytest.fixture
def made() -> County:
    county = make_county()
    imported(county, objects_file(shop(1), shop(2), shop(3)))
    superior = make_superior(county)
    for number in (1, 2):
        superior.in_force(f"GG-{number:02}")
    return county


def test_rows_are_walked_opened_and_left_alone_while_somebody_types(open_page):
    page = open_page("objects")
    for key in ("j", "ArrowDown", "ArrowDown", "ArrowDown", "k"):
        page.keyboard.press(key)
    expect(page.locator(CURSOR)).to_have_count(1)
    expect(page.locator(CURSOR)).to_contain_text("澄川县第2商店")
    assert faults_of(page) == {}
    page.keyboard.press("/")
    search = page.locator("main [name=q]")
    expect(search).to_be_focused()
    page.keyboard.type("jkx/?第3")
    assert search.input_value() == "jkx/?第3"
    expect(page.locator(CURSOR)).to_contain_text("澄川县第2商店")
    page.get_by_role("link", name="澄川县第2商店").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="澄川县第2商店").wait_for()


def test_x_ticks_a_row_and_shift_question_mark_shows_the_keys(open_page):
    page = open_page("item-claims")
    page.keyboard.press("j")
    page.keyboard.press("x")
    boxes = page.locator("input[name=items]")
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).not_to_be_checked()
    page.keyboard.press("x")
    expect(boxes.nth(0)).not_to_be_checked()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="键盘")
    expect(dialog).to_be_visible()
    assert faults_of(page) == {}
    dialog.get_by_label("不用这些键").check()
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(CURSOR)).to_have_count(0)


def test_help_opens_by_the_keyboard_with_and_without_scripts(open_page):
    for scripts in (True, False):
        page = open_page("imports", scripts=scripts)
        panel = page.get_by_role("region", name="本页帮助")
        expect(panel).not_to_be_visible()
        page.locator(".mc-help summary").focus()
        page.keyboard.press("Enter")
        expect(panel).to_be_visible()
        if scripts:
            expect(panel).to_contain_text("先校验")
            assert faults_of(page) == {}
            panel.get_by_role("link", name="键盘").click()
            expect(page.get_by_role("dialog", name="键盘")).to_be_visible()
        else:
            panel.get_by_role("link", name="打开这一页的帮助").click()
            page.get_by_role("heading", name="导入", level=1).wait_for()
            expect(page.get_by_text("先校验、看清每一行会怎样")).to_be_visible()


def test_the_first_tab_leads_to_the_text(open_page):
    page = open_page("objects")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
