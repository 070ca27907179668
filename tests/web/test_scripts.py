"""The small scripts, each doing what it is for, in a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import samples
from browsing import CHROMIUM, FOLDERS, HOST, Site, chromium
from playwright.sync_api import expect
from rendering import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
    pytest.mark.skipif(not (FOLDERS[1] / "locked").exists(), reason="bin/frontend has not run"),
    pytest.mark.slow,
]
GALLERY = samples.pages()["/gallery"]
FORM = """<!doctype html><html lang="zh-CN"><title>表</title><link rel="icon" href="data:,"><body data-person="7">
<form action="/saved" data-draft-key="scheme"{bound}><input name="name" aria-label="名称" value="原来的">
<input type="checkbox" name="town" value="1" aria-label="城关镇"><input type="password" name="word" aria-label="密码">
<button>提交</button><span data-draft-saved></span></form><script src="/static/drafts.js"></script></body></html>"""
SAVED = """<!doctype html><html lang="zh-CN"><title>好</title><link rel="icon" href="data:,"><body data-person="7"><p>已保存</p>
<script src="/static/drafts.js"></script></body></html>"""
TABS = """<!doctype html><html lang="zh-CN"><title>页签</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/static/mingcha.css"><body><nav class="mc-tabs">{tabs}</nav><script src="/static/tabs.js"></script></body></html>"""
PAPER = """<!doctype html><html lang="zh-CN"><title>清单</title><link rel="icon" href="data:,"><body><button data-print hidden>打印</button>
<script src="/static/print.js"></script></body></html>"""
PASTE = """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def tabs_open_at(number: int) -> str:
    open_ = ' aria-current="page"'
    return "".join(f'<a href="#"{open_ * (n == number)}>第{n}个页签</a>' for n in range(1, 8))


@pytest.fixture
def site(browser: Browser) -> Iterator[Site]:
    site = Site(
        browser,
        {
            "/gallery": GALLERY,
            "/job": "<div>换上的</div>",
            "/form": FORM.format(bound=""),
            "/bound": FORM.format(bound=" data-draft-bound"),
            "/saved": SAVED,
            "/tabs": TABS.format(tabs=tabs_open_at(6)),
            "/paper": PAPER,
        },
    )
    yield site
    site.close()


def type_a_draft(site: Site) -> Page:
    page = site.open("/form", "desk")
    page.get_by_label("名称").fill("新的")
    page.get_by_label("城关镇").check()
    page.get_by_label("密码").fill("secret")
    expect(page.locator("[data-draft-saved]")).to_contain_text("已存在本机")
    return page


def test_a_draft_comes_back_and_can_be_dropped(site: Site):
    page = type_a_draft(site)
    assert "secret" not in page.evaluate("JSON.stringify(localStorage)")
    page.goto(HOST + "/form")
    expect(page.get_by_role("status")).to_contain_text("已恢复")
    assert page.get_by_label("名称").input_value() == "新的"
    assert page.get_by_label("城关镇").is_checked()
    page.get_by_role("button", name="不要了").click()
    assert page.get_by_label("名称").input_value() == "原来的"
    page.goto(HOST + "/form")
    assert page.get_by_role("status").count() == 0


def test_a_draft_does_not_cover_what_came_back_with_errors(site: Site):
    page = type_a_draft(site)
    page.goto(HOST + "/bound")
    assert page.get_by_label("名称").input_value() == "原来的"


def test_a_draft_is_dropped_once_the_server_has_it(site: Site):
    page = type_a_draft(site)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已保存")).to_be_visible()
    page.goto(HOST + "/form")
    assert page.get_by_label("名称").input_value() == "原来的"


def test_without_a_network_nothing_is_sent_and_nothing_lost(site: Site):
    page = type_a_draft(site)
    page.context.set_offline(True)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status")).to_contain_text("没有网络")
    page.context.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("网络已恢复")
    page.get_by_role("button", name="现在提交").click()
    expect(page.get_by_text("已保存")).to_be_visible()


def test_a_draft_is_one_persons_own(site: Site):
    page = type_a_draft(site)
    site.pages["/form"] = site.pages["/form"].replace('data-person="7"', 'data-person="8"')
    page.goto(HOST + "/form")
    assert page.get_by_label("名称").input_value() == "原来的"


def test_keys_move_in_the_sheet_and_grey_cells_are_stepped_over(site: Site):
    page = site.open("/gallery", "desk")
    page.get_by_label("第 1 行配合部门").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("第 2 行配合部门")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("第 2 行 A 类比例")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("td.cur input")).to_have_attribute("name", "a-1")


def test_a_block_from_a_spreadsheet_fills_cells_adds_rows_and_can_be_taken_back(site: Site):
    page = site.open("/gallery", "desk")
    page.get_by_label("第 3 行抽查任务").focus()
    page.evaluate(PASTE, "宾馆旅店\t公安\t2%\t60%\r\n公共场所卫生\t\t1%\t50%\r\n")
    assert page.get_by_label("第 3 行 D 类比例").input_value() == "60%"
    added = page.locator(".mc-sheet tbody tr").nth(3)
    assert added.locator("input").first.input_value() == "公共场所卫生"
    assert added.locator("input").first.get_attribute("name") == "title-3"
    page.keyboard.press("Control+z")
    assert page.get_by_label("第 3 行抽查任务").input_value() == "危险化学品经营企业"


def test_totals_follow(site: Site):
    page = site.open("/gallery", "desk")
    assert page.locator("[data-sheet-sum]").inner_text() == "80"


def test_an_action_that_cannot_be_taken_back_asks_for_a_reason(site: Site):
    page = site.open("/gallery", "desk")
    page.get_by_role("button", name="作废任务").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("理由")).to_be_focused()
    dialog.get_by_role("button", name="作废任务").click()
    expect(dialog).to_be_visible()  # nothing was sent: the reason is missing
    dialog.get_by_role("button", name="上级统一部署").click()
    assert dialog.get_by_label("理由").input_value() == "上级统一部署"
    dialog.get_by_role("button", name="先不办").click()
    expect(dialog).to_be_hidden()


def test_a_digest_is_copied_without_blanks_over_plain_http(site: Site):
    page = site.open("/gallery", "desk")
    page.evaluate(
        "document.addEventListener('copy', () => { window.taken = String(document.getSelection()) || document.activeElement.value; })"
    )
    page.get_by_role("button", name="复制名录指纹").click()
    expect(page.get_by_role("button", name="复制名录指纹")).to_have_text("已复制")
    assert page.evaluate("window.taken") == samples.DIGEST


def test_a_running_job_is_asked_for_until_its_answer_asks_no_more(site: Site):
    page = site.open("/gallery", "desk")
    expect(page.get_by_text("换上的").first).to_be_visible(timeout=6000)
    expect(page.locator("[data-progress][hx-get]")).to_have_count(0)  # the other job's, too


def test_a_chart_is_drawn_from_its_table(site: Site):
    page = site.open("/gallery", "desk")
    expect(page.locator("#coverage svg text", has_text="4.67%")).to_be_visible()
    expect(page.locator("#coverage svg text", has_text="目标 5%")).to_be_visible()


def test_a_bar_follows_its_figures(site: Site):
    site.pages["/bar"] = (
        '<!doctype html><html lang="zh-CN"><title>条</title><link rel="icon" href="data:,"><body><div class="mc-ind gap"><svg class="mc-bar" '
        'data-value="400" data-target="500" data-scale="1000"></svg></div><script src="/static/meters.js"></script>'
    )
    page = site.open("/bar", "desk")
    expect(page.locator(".act")).to_have_attribute("width", "40.0%")
    page.evaluate("document.querySelector('.mc-bar').dataset.value = 600")
    expect(page.locator(".act")).to_have_attribute("width", "60.0%")
    expect(page.locator(".mc-ind")).to_have_class("mc-ind met")


def test_no_script_is_long():
    lengths = {
        path.name: len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "static").glob("*.js")
    }
    assert max(lengths.values()) < 200, lengths


def test_the_open_tab_is_in_view_on_a_phone(site: Site):
    page = site.open("/tabs", "phone")
    expect(page.get_by_text("第6个页签")).to_be_in_viewport(ratio=1)
    expect(site.open("/tabs", "desk").get_by_text("第1个页签")).to_be_in_viewport()


def test_a_page_for_paper_is_printed_by_its_button_where_scripts_run(site: Site):
    page = site.open("/paper", "desk")
    page.evaluate("window.print = () => { document.title = '打印了' }")
    page.get_by_role("button", name="打印").click()
    expect(page).to_have_title("打印了")
    assert not site.open("/paper", "desk", scripts=False).locator("button").is_visible()
