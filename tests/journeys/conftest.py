"""A real server, a real browser, and the jobs done in between."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections

sys.path.insert(0, str(Path(__file__).parent))
CHROMIUM = shutil.which("chromium")


def _work_off() -> None:
    from procrastinate.contrib.django import app

    try:
        worker = app.with_connector(app.connector.get_worker_connector())
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    finally:
        connections.close_all()


@pytest.fixture
def jobs() -> Callable[[], None]:
    """Do what waits in the queue; beside the browser's event loop, so in a thread."""

    def run() -> None:
        thread = threading.Thread(target=_work_off)
        thread.start()
        thread.join()

    return run


@pytest.fixture
def walk(transactional_db: None, live_server, jobs, monkeypatch) -> Iterator[object]:
    """The small county behind a real server, and the browsers of its people."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright
    from small_county import small_county
    from walking import Walk

    for alias in connections:
        monkeypatch.setitem(connections.settings[alias], "CONN_MAX_AGE", 0)
    small_county()
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield Walk(browser, live_server.url, jobs)
        browser.close()
        connections.close_all()
