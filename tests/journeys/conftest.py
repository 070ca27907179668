"""A real server, a real job worker, a real database, a real browser."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parent))
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu"]


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def walk(browser: Browser, tmp_path: Path) -> Iterator[object]:
    """The small county behind the running platform, and the browsers of its people."""
    from running_platform import RunningPlatform
    from walking import Walk

    platform = RunningPlatform(tmp_path)
    platform.start()
    try:
        platform.fill()
        yield Walk(browser, platform.address)
    finally:
        stopped = platform.stop()
    assert stopped == 0, platform.said()
