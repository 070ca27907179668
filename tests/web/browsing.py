"""A site without a server: pages rendered beforehand, static files from their folders, our content policy."""

from __future__ import annotations

import mimetypes
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Page, Route, sync_playwright
from rendering import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage

CHROMIUM = shutil.which("chromium")
HOST = "http://mingcha.test"
FOLDERS = (ROOT / "static", ROOT / "static-built")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZES = {"desk": (1366, 768), "phone": (390, 844)}


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Site:
    """Pages by path, opened in a browser; what the browser complains of is noted."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.pages: dict[str, str] = {}
        self.troubles: list[str] = []

    def open(self, path: str, size: str, *, scripts: bool = True) -> Page:
        width, height = SIZES.get(size, (1920, 1080))
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="zh-CN"
        )
        page = context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._note)
        page.route("**/*", self._answer)
        page.goto(HOST + path)
        page.wait_for_load_state("load")
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(message.text)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        if path in self.pages:
            headers = {
                "Content-Security-Policy": POLICY,
                "Content-Type": "text/html; charset=utf-8",
            }
            route.fulfill(body=self.pages[path], headers=headers)
            return
        name = path.removeprefix("/static/")
        for folder in FOLDERS:
            if (folder / name).is_file():
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                route.fulfill(body=(folder / name).read_bytes(), content_type=kind)
                return
        self.troubles.append(f"not found: {path}")
        route.fulfill(status=404, body="")
