"""Bad input where nothing is written: filters and searches, and addresses typed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_input.pages import Field, Page
from county import County
from django.test import Client
from django.urls import reverse
from portal_case import publish_everything
from registers_files import imported, objects_file, shop
from test_matrix import ROUTES

pytestmark = pytest.mark.slow

STAFF = {
    "objects": "lead",
    "items": "lead",
    "inspectors": "lead",
    "tasks": "lead",
    "review-progress": "lead",
    "events": "auditor",
    "users": "sec_admin",
}
"""Lists with a filter, and who reads them."""

AT_FIELD = {"date", "select", "number"}
"""Kinds of fields that cannot hold every text, so that the field itself says so."""

UNUSABLE = ("前\x00后", "字" * 2000, "2026-02-30", "no-such-choice", "-1", "9" * 40)


def questions(page: Page) -> Iterator[Field]:
    for form in page.questions:
        for asked in form.fields.values():
            if asked.kind != "hidden":
                yield asked


@pytest.mark.parametrize("route", STAFF)
def test_a_filter_says_at_its_field_what_it_cannot_use(county: County, client, route: str):
    imported(county, objects_file(shop(1)))
    client.force_login(county.people[STAFF[route]])
    address = reverse(route)
    asked = list(questions(Page(client.get(address).content.decode())))
    assert asked
    wrong = []
    for field in asked:
        for text in UNUSABLE:
            response = client.get(address, {field.name: text})
            assert response.status_code == 200, (field.name, text[:20])
            page = response.content.decode()
            if field.kind in AT_FIELD and text == "no-such-choice" and 'class="error"' not in page:
                wrong.append(field.name)
    assert wrong == []


def test_the_publics_searches_take_any_text(county: County, client, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path))
    published = publish_everything(county, tmp_path)
    tried = 0
    for address in published.addresses:
        response = client.get(address)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        for form in Page(response.content.decode()).questions:
            there = (form.action or address).partition("#")[0] or address
            for field in form.fields.values():
                for text in UNUSABLE if field.kind != "hidden" else ():
                    answer = client.get(there, {field.name: text})
                    assert answer.status_code == 200, (there, field.name, text[:20])
                    _kept(answer, field, text)
                    tried += 1
    assert tried


def _kept(answer, field: Field, text: str) -> None:
    """What was typed stands in the search again, up to the hundred signs that are looked for."""
    again = [each for each in questions(Page(answer.content.decode())) if each.name == field.name]
    if field.kind in {"text", "search"}:
        readable = text.replace("\x00", "")
        assert any(v and readable.startswith(v) for each in again for v in each.values), field.name


@pytest.mark.parametrize("persona", [None, "lead", "sys_admin", "sec_admin", "inspector"])
def test_an_address_with_a_nul_byte_is_nowhere(county: County, client: Client, persona: str | None):
    if persona:
        client.force_login(county.people[persona])
    client.raise_request_exception = False
    wrong = []
    for path, route in ROUTES:
        if "x" not in path.split("/"):
            continue
        address = "/" + "/".join("%00" if part == "x" else part for part in path.split("/"))
        for method in (client.get, client.post):
            status = method(address).status_code
            if status >= 500 or status == 200:
                wrong.append((route.name, method.__name__, status))
    assert wrong == []
