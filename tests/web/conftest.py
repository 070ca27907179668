"""Lets the tests of this folder share rendering.py, which sets Django up, samples.py and browsing.py.

And a browser of the county's lead, on the pages of the running platform.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parent))

import rendering  # noqa: F401  # django_tables2 asks for settings as soon as it is imported


@pytest.fixture
def open_page(made, live_server, monkeypatch):
    """Pages of the lead of the county that the module makes; what the browser complains of ends the test."""
    from browsing import CHROMIUM
    from django.db import connections
    from django.test import Client
    from django.urls import reverse
    from looking import window
    from playwright.sync_api import sync_playwright

    for alias in connections:
        monkeypatch.setitem(connections.settings[alias], "CONN_MAX_AGE", 0)
    client, said = Client(), []
    client.force_login(made.lead)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def opened(route: str, *args: object, scripts: bool = True) -> Page:
            context = window(browser, live_server.url, java_script_enabled=scripts)
            context.add_cookies([cookie | {"url": live_server.url}])
            page = context.new_page()
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
            page.goto(reverse(route, args=args))
            return page

        yield opened
        browser.close()
        connections.close_all()
    assert said == []


@pytest.fixture
def chromium(monkeypatch):
    """A browser; its driver runs an event loop, beside which the test may still use the database."""
    from browsing import CHROMIUM
    from django.db import connections
    from playwright.sync_api import sync_playwright

    for (
        alias
    ) in connections:  # the server's threads would keep theirs, and nobody drop the database
        monkeypatch.setitem(connections.settings[alias], "CONN_MAX_AGE", 0)
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
        connections.close_all()  # under the driver's loop the test had connections of its own
