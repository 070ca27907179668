"""Personas in browsers: signing in, filling fields, keeping pictures, noting what the browser says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from county import PASSWORD
from every_page import kind_of
from looking import faults_of, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK, PHONE = (1366, 768), (390, 844)
SHOTS = Path(__file__).parents[2] / ".artefacts" / "journeys"
NOT_A_FAULT = "Failed to load resource"  # an answer of 4xx, which the journey itself looks at


class Walk:
    """The personas' browsers; each keeps its own sign-in and its own local storage."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.faults: list[str] = []
        self.seen: set[str] = set()
        self._pages: dict[tuple[str, tuple[int, int]], Page] = {}
        self._shot = 0
        SHOTS.mkdir(parents=True, exist_ok=True)

    def as_(self, persona: str, size: tuple[int, int] = DESK) -> Page:
        """Return the persona's page, signed in through the page for it; "" is the public."""
        if (persona, size) not in self._pages:
            self._pages[persona, size] = self._opened(persona, size)
        return self._pages[persona, size]

    def shot(self, page: Page, name: str) -> None:
        """Keep a picture of the whole page, and look at it."""
        self._shot += 1
        page.screenshot(path=SHOTS / f"{self._shot:02d}-{name}.png", full_page=True)
        self.look_at(page)

    def keep_all(self, name: str) -> None:
        """Keep pictures of the personas' windows as they stand: something went wrong there."""
        for (persona, _), page in self._pages.items():
            page.screenshot(path=SHOTS / f"failed-{name}-{persona or 'public'}.png", timeout=0)

    def look_at(self, page: Page) -> None:
        """Note what is wrong with the page as it stands, and that its kind was seen."""
        self.seen.add(kind_of(page.url))
        found = faults_of(page)
        if found:
            self.faults.append(f"{page.url}: {found}")

    def _opened(self, persona: str, size: tuple[int, int]) -> Page:
        width, height = size
        context = window(self.browser, self.address, viewport={"width": width, "height": height})
        page = context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(f"{page.url}: {fault}"))
        page.on("console", lambda said: self._note(page, said.type, said.text))
        page.on("response", lambda got: self._answered(got.status, got.url))
        if persona:
            page.goto("/account/sign-in/")
            self.seen.add(kind_of(page.url))
            fill(page, username=persona, password=PASSWORD)
            press(page, "登录")
            page.wait_for_url("**/*", wait_until="load")
        return page

    def _note(self, page: Page, kind: str, text: str) -> None:
        if kind == "error" and NOT_A_FAULT not in text:
            self.faults.append(f"{page.url}: {text}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400:
            self.faults.append(f"{status} {url}")


def fill(page: Page, **values: str | bool | list[str]) -> None:
    """Fill fields by name: text, a choice by value, boxes by their labels."""
    for name, value in values.items():
        field = page.locator(f"main [name={name}]")
        if isinstance(value, bool):
            field.set_checked(value)
        elif isinstance(value, list):
            for label in value:
                page.locator(f"main label:has([name={name}])").filter(has_text=label).locator(
                    "input"
                ).check()
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        elif field.first.get_attribute("type") == "radio":
            page.locator(f"main [name={name}][value='{value}']").check()
        else:
            field.fill(value)


def press(page: Page, label: str) -> None:
    """Press the one button, or follow the one link, of this name."""
    page.get_by_role("button", name=label, exact=True).or_(
        page.get_by_role("link", name=label, exact=True)
    ).first.click()


def press_on(page: Page, label: str) -> None:
    """Press the one button of this name, which is gone from the page that follows."""
    button = page.get_by_role("button", name=label, exact=True)
    with page.expect_navigation():
        button.click()
    button.wait_for(state="detached")


def because(page: Page, button: str, reason: str, verb: str = "") -> None:
    """Open the dialog behind a button, give the reason, and go through with it."""
    press(page, button)
    dialog = page.locator("dialog[open]")
    dialog.locator("textarea").fill(reason)
    dialog.get_by_role("button", name=verb or button, exact=True).click()


def says(page: Page, text: str) -> None:
    """Wait until the page says this."""
    page.get_by_text(text).first.wait_for()
