"""Every face in a real Chromium: nothing complains, nothing overflows a phone, no serious accessibility fault."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import samples
from axe_playwright_python.sync_playwright import Axe
from browsing import CHROMIUM, FOLDERS, Site, chromium
from rendering import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
    pytest.mark.skipif(not (FOLDERS[1] / "locked").exists(), reason="bin/frontend has not run"),
    pytest.mark.slow,
]
VIEWS = [
    *((path, "desk") for path in ("/gallery", "/portal", "/verify", "/paper", "/login", "/404")),
    *((path, "phone") for path in samples.PATHS if path != "/ceremony"),
    ("/ceremony", "big"),
]
PAGES = samples.pages()
SHOTS = os.environ.get("MINGCHA_SHOTS")  # a folder to look at what was rendered


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def site(browser: Browser) -> Iterator[Site]:
    site = Site(browser, {**PAGES, "/job": "<div></div>"})
    yield site
    site.close()


@pytest.mark.parametrize(("path", "size"), VIEWS, ids=lambda value: value.strip("/"))
def test_a_page_fits_and_has_no_serious_fault(site: Site, path: str, size: str):
    page = site.open(path, size)
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{path[1:]}-{size}.png", full_page=True)
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window
    faults = Axe().run(page).response["violations"]
    serious = {
        fault["id"]: [node["html"][:200] for node in fault["nodes"]]
        for fault in faults
        if fault["impact"] in {"serious", "critical"}
    }
    assert serious == {}


def test_the_portal_says_all_without_a_script(site: Site):
    page = site.open("/verify", "desk", scripts=False)
    assert page.locator("svg.mc-strip circle").count() == 16
    assert page.title() == "抽签验证 · 清禾县双随机、一公开监管信息"


def test_title_and_heading_say_the_same(site: Site):
    page = site.open("/gallery", "desk")
    assert page.title() == page.locator("h1").inner_text().strip() + " · 明察"


def test_on_a_phone_the_menu_opens_and_closes_without_a_script(site: Site):
    page = site.open("/gallery", "phone", scripts=False)
    assert not page.locator("nav[aria-label=主菜单]").is_visible()
    page.get_by_label("打开菜单").click()
    assert page.locator("nav[aria-label=主菜单]").is_visible()
    page.get_by_label("收起菜单").click()
    assert not page.locator("nav[aria-label=主菜单]").is_visible()


def test_paper_hides_the_shell(site: Site):
    page = site.open("/gallery", "desk")
    page.emulate_media(media="print")
    for hidden in (".mc-side", ".mc-topbar", ".mc-head .acts", ".mc-filter", ".mc-pages"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_no_template_styles_or_scripts_inline():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        for word in (" style=", "<style", " onclick=", " onchange=", "javascript:"):
            assert word not in text, (path.name, word)
