"""What holds for every page: headers, sessions that end, forms of our own alone, sizes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from county import PASSWORD, County
from django.test import Client
from django.urls import reverse
from test_matrix import ROUTES

from mingcha.foundation import clock

PAGES = ("/account/sign-in/", "/", "/registers/items/", "/no/such/page", "/administration/users/")


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/openapi.json"])
@pytest.mark.parametrize("persona", [None, "lead", "sec_admin"])
def test_headers_hold_on_every_kind_of_page(county: County, client, path: str, persona: str | None):
    if persona:
        client.force_login(county.people[persona])
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    for part in ("frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"):
        assert part in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    if persona:
        assert "no-store" in headers["Cache-Control"]


def test_no_page_holds_inline_style_or_script(county: County, client):
    for persona, path in (
        ("lead", "/"),
        ("sec_admin", "/administration/users/"),
        ("auditor", "/administration/events/"),
    ):
        client.force_login(county.people[persona])
        page = client.get(path).content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", page)


def test_every_form_of_ours_is_refused_without_its_token(county: County):
    client = Client(enforce_csrf_checks=True)
    client.force_login(county.lead)
    accepted = []
    for path, _ in ROUTES:
        answer = client.post(f"/{path}")
        if answer.status_code != 403 or "这个页面放得太久了" not in answer.content.decode():
            accepted.append((path, answer.status_code))
    assert accepted == []
    assert client.get("/").status_code == 200  # not even signed out


def test_a_session_ends_half_an_hour_after_its_last_request(county: County, client):
    begin = clock.now()
    with time_machine.travel(begin, tick=False):
        client.force_login(county.lead)
    for minutes, status in ((25, 200), (50, 200), (81, 302)):
        with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
            assert client.get("/").status_code == status


def test_a_session_ends_with_the_account_and_with_a_new_password(county: County, client):
    client.force_login(county.lead)
    county.lead.set_password("Bie-de-kouling-7")
    county.lead.save()
    assert client.get("/").status_code == 302
    client.force_login(county.head)
    county.head.is_active = False
    county.head.save()
    assert client.get("/").status_code == 302


def test_signing_in_gives_a_fresh_session(county: County, client):
    client.get(reverse("sign-in"))
    session = client.session
    session["planted"] = "by somebody"
    session.save()
    before = client.session.session_key
    client.post(reverse("sign-in"), {"username": "lead", "password": PASSWORD})
    assert client.session.session_key != before
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_what_is_too_large_is_refused_with_a_sentence(county: County, browse, settings):
    client = browse(county.lead)
    settings.LARGEST_REQUEST = 1 << 20
    large = client.post("/account/sign-out/", {"x": "y" * (1 << 20)})
    assert (large.status_code, "最多提交 1 MB" in large.content.decode()) == (413, True)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    many = client.post("/account/sign-in/", dict.fromkeys("abcde", "1"))
    assert many.status_code == 413


def test_passwords_are_left_to_password_managers_and_secrets_to_nobody(county: County, client):
    page = client.get(reverse("sign-in")).content.decode()
    assert re.search(r'type="password"[^>]*autocomplete="current-password"', page)
    client.force_login(county.lead)
    page = client.get(reverse("change-password")).content.decode()
    fields = re.findall(r'<input type="password"[^>]*>', page)
    assert len(fields) == 3
    assert all('autocomplete="new-password"' in f or '"current-password"' in f for f in fields)
    client.force_login(county.sec_admin)
    form = client.get(reverse("user-new")).content.decode()
    for name in ("username", "name", "post"):
        assert re.search(rf'<input[^>]*name="{name}"[^>]*autocomplete="off"', form)


def test_the_deployment_check_has_nothing_to_say_under_https():
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "mingcha.config.settings",
        "MINGCHA_HTTPS": "1",
        "MINGCHA_HOSTS": "sj.example.gov.cn",
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
