"""The public pages in a real Chromium: they fit, have no serious fault, and verify in the page."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsing import CHROMIUM, FOLDERS, HOST, Site, chromium
from django.test import Client
from django.urls import reverse
from looking import faults_of
from portal_case import Published

from mingcha.publication.actions.proofs import give_proof

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
    pytest.mark.skipif(not (FOLDERS[1] / "locked").exists(), reason="bin/frontend has not run"),
    pytest.mark.slow,
]
SHOTS = os.environ.get("MINGCHA_SHOTS")  # a folder to look at what was rendered
_TEXT = re.compile(r"text/|application/json")


@contextmanager
def opened(pages: dict[str, str]) -> Iterator[Site]:
    """A browser on these pages, which no longer need the database."""
    with chromium() as browser:
        site = Site(browser, pages)
        yield site
        assert site.troubles == [], site.troubles
        site.close()


def served(published: Published) -> dict[str, str]:
    """Every public page and text file by a path of its own, as the browser gets them."""
    client, pages = Client(), {}
    for address in published.addresses:
        response = client.get(address)
        if _TEXT.match(response.headers["Content-Type"]):
            path = re.sub(r"[?&=%]|[^\x00-\x7f]", "-", address)
            pages[path] = response.getvalue().decode()
    return pages


@pytest.mark.parametrize("mode", ["immediate", "confidential"])
def test_every_page_fits_and_has_no_serious_fault(publish, mode: str):
    pages, faults = served(publish(mode)), {}
    with opened(pages) as site:
        page = site.open(next(iter(pages)), "desk")
        for path, body in pages.items():
            if "<!doctype html>" not in body:
                continue
            page.goto(HOST + path)
            if SHOTS:
                name = re.sub(r"\W+", "_", path.removeprefix("/public"))[:80]
                page.wait_for_timeout(300 if "verify" in path else 0)
                page.screenshot(path=Path(SHOTS) / f"{mode}{name}.png", full_page=True)
            found = faults_of(page)
            faults |= {path: found} if found else {}
    assert faults == {}


def test_an_open_draw_is_recomputed_in_the_page(published: Published):
    with opened(served(published)) as site:
        page = site.open(verifier(published), "desk")
        page.get_by_role("button", name="下载并核对全部材料").click()
        page.locator("#verdict .note").wait_for()
        assert page.locator("#verdict .note.good").count() == 1, page.locator(
            "#verdict"
        ).inner_text()
        assert page.locator("#checks [data-status=pass]").count() == 9
        page.locator("#code").fill(published.code)
        page.locator("#ask button").click()
        assert "抽中" in page.locator("#answer .tag").first.inner_text()
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / "verified-open.png", full_page=True)
        assert faults_of(page) == {}


def test_a_file_that_was_altered_is_found_in_the_page(published: Published):
    pages = served(published)
    path = next(path for path in pages if path.endswith("/result.tsv"))
    pages[path] = pages[path].replace("D1", "R", 1)
    with opened(pages) as site:
        page = site.open(verifier(published), "desk")
        page.get_by_role("button", name="下载并核对全部材料").click()
        page.locator("#verdict .note.bad").wait_for()
        assert "抽取结果" in page.locator("#verdict").inner_text()


def test_a_shop_checks_its_proof_of_a_sealed_draw(publish):
    published = publish("confidential")
    row = published.case.task.object_tasks.get(
        object__code=published.code, sub_task__department=published.county.market
    )
    proof = bytes(give_proof(by=published.county.lead, object_task=row).content)
    with opened(served(published)) as site:
        page = site.open(verifier(published), "phone")
        page.get_by_text("请再放入您那一户的 proof.json").wait_for()
        assert page.locator("#status.bad").count() == 0  # what to do next is no fault
        files = {"name": "proof.json", "mimeType": "application/json", "buffer": proof}
        page.locator("#loose").set_input_files(files)
        page.locator("#proof .note.good").wait_for()
        assert published.code in page.locator("#proof").inner_text()
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / "verified-proof.png", full_page=True)
        assert faults_of(page) == {}


def test_without_a_script_the_ticket_is_looked_up(published: Published):
    draw = reverse("public-draw", args=[published.case.draw.draw_id])
    with opened(served(published)) as site:
        page = site.open(f"{draw}-code-{published.code}", "desk", scripts=False)
        assert page.locator("svg.mc-strip circle").count() > 5
        assert page.title().startswith("抽签验证")


def test_the_keyboard_skips_to_the_text_and_reaches_the_search_before_the_menu(
    published: Published,
):
    with opened(served(published)) as site:
        page = site.open(reverse("public-items"), "desk")
        order = []
        for _ in range(4):
            page.keyboard.press("Tab")
            order.append(
                page.evaluate("document.activeElement.textContent || document.activeElement.id")
            )
        assert [text.strip() for text in order][::2] == ["跳到正文", "q"]


def verifier(published: Published) -> str:
    return reverse("public-verify", args=[published.case.draw.draw_id])
