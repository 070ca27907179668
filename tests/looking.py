"""A window on pages, and what a page must be in every size: no wider, without a serious axe fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 120_000  # milliseconds: other work may hold the machine

SIZES = ({"width": 1366, "height": 768}, {"width": 390, "height": 844})
_GRAVE = {"serious", "critical"}
_AXE = f"if (!window.axe) {{{Axe().axe_script}\n}}"
_RUN = """async () => {
    const found = await axe.run({resultTypes: ["violations"], preload: false});
    return found.violations.map(({id, impact, nodes}) => [id, impact, nodes.map(node => node.html)]);
}"""
"""No style sheets are fetched beforehand: of the rules that read them one is off, one never grave."""


def window(browser: Browser, address: str, **options: Any) -> BrowserContext:
    """Return a window of somebody who has not been here before, and who waits for a busy machine."""
    context = browser.new_context(base_url=address, locale="zh-CN", **options)
    context.set_default_timeout(PATIENCE)
    return context


def leave_for(page: Page, path: str) -> None:
    """Go elsewhere from a page that may load itself anew at this moment, as those of a draw do.

    The browser gives the page's own loading precedence and says that this one was aborted.
    """
    try:
        page.goto(path)
    except Error as error:
        if "ERR_ABORTED" not in error.message:
            raise
        page.wait_for_load_state()
        page.goto(path)


def faults_of(page: Page) -> dict[str, list[str]]:
    """Return what is wrong with the page as it stands, desktop and 390 px wide, by kind."""
    before, found = page.viewport_size, {}
    for size in SIZES:
        page.set_viewport_size(size)
        at = f"{size['width']} px"
        found |= {f"{at}: {kind}": nodes for kind, nodes in _axe(page).items()}
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            found[f"{at}: too wide"] = [str(wide)]
    page.set_viewport_size(before)
    return found


def _axe(page: Page) -> dict[str, list[str]]:
    page.evaluate(_AXE)
    return {
        name: [html[:200] for html in nodes]
        for name, impact, nodes in page.evaluate(_RUN)
        if impact in _GRAVE
    }
