"""A browser's window on the running platform, in which somebody has signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.test import Client
from looking import window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from mingcha.accounts.models import User


def signed_in(chromium: Browser, live_server: Any, user: User, **options: Any) -> Page:
    """Return a page that the user has signed in to, without the form for it."""
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context = window(chromium, live_server.url, **options)
    context.add_cookies([cookie | {"url": live_server.url}])
    return context.new_page()
