"""What is taken from others for the pages: locked, without addresses, and readable by Chromium 86."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BUILT = ROOT / "static-built"
VENDOR = ("tabler.min.css", "tabler-icons.min.css", "htmx.min.js", "echarts.min.js")
# younger than Chromium 86: functions, selectors, units and rules that it would drop
TOO_YOUNG = re.compile(
    r"color-mix\(|oklch\(|oklab\(|light-dark\(|:is\(|:where\(|@layer|@container|\d[sdl]vh\b"
    r"|(?<![-\w])inset\s*:|(?<![-\w])aspect-ratio\s*:|accent-color"
)
built = pytest.mark.skipif(not (BUILT / "locked").exists(), reason="bin/frontend has not run")


def test_the_lock_holds_hashes_and_no_address():
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)


def test_every_package_is_pinned():
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values()), wanted


def test_nothing_third_party_is_committed():
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {"static-built/", "node_modules/"} <= set(ignored)


@pytest.mark.parametrize("sheet", sorted((ROOT / "static").glob("*.css")), ids=lambda p: p.name)
def test_our_own_style_sheets_are_read_by_chromium_86(sheet: Path):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert TOO_YOUNG.findall(text) == []
    assert ":has(" not in text
    assert text.count("{") == text.count("}")
    assert len(text.splitlines()) < 600
    assert "@media (" not in text  # rules of narrow windows would also hold for paper


@built
def test_all_that_pages_ask_for_is_there():
    for name in (*VENDOR, "fonts/tabler-icons.woff2"):
        assert (BUILT / "vendor" / name).stat().st_size > 10_000, name
    assert (BUILT / "verify.js").read_bytes() == (ROOT / "verifier" / "verify.js").read_bytes()
    asked = {
        name
        for page in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"{% static '([^']+)' %}", page.read_text("utf-8"))
    }
    assert [n for n in asked if not ((ROOT / "static" / n).exists() or (BUILT / n).exists())] == []


@built
def test_style_sheets_of_others_ask_for_no_file_that_is_not_there():
    for name in VENDOR[:2]:
        text = (BUILT / "vendor" / name).read_text("utf-8")
        for url in re.findall(r"url\(\"?([^)\"]+)", text):
            if not url.startswith(("data:", "#")):
                assert (BUILT / "vendor" / url.partition("?")[0]).exists(), url


@built
def test_tabler_is_read_by_chromium_86():
    # the few aspect-ratio and inset of its own are of parts that no page uses
    found = set(TOO_YOUNG.findall((BUILT / "vendor" / "tabler.min.css").read_text("utf-8")))
    assert found <= {"inset:", "aspect-ratio:"}


@built
def test_every_icon_of_the_templates_exists():
    font = (BUILT / "vendor" / "tabler-icons.min.css").read_text("utf-8")
    known = set(re.findall(r"\.ti-([a-z0-9-]+):before", font))
    used = {
        name
        for page in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"(?:{% icon \"|\bti-)([a-z0-9-]+)", page.read_text("utf-8"))
    }
    assert used - known == set()
