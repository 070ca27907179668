"""A real server, a real job worker, a real database, a real browser."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
CHROMIUM = shutil.which("chromium")


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[object]:
    """The small county behind the running platform, and the browsers of its people."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright
    from running_platform import RunningPlatform
    from walking import Walk

    platform = RunningPlatform(tmp_path)
    platform.start()
    try:
        platform.fill()
        with sync_playwright() as driver:
            flags = ["--no-sandbox", "--disable-gpu"]
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
            yield Walk(browser, platform.address)
            browser.close()
    finally:
        stopped = platform.stop()
    assert stopped == 0, platform.said()
