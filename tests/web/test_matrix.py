"""Every route × every role: strangers are sent to sign in, who lacks the right gets 403, nobody a 500."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from county import PERSONAS, County
from django.urls import URLPattern, URLResolver, get_resolver

from mingcha.foundation.access import Audience, mark_of

pytestmark = pytest.mark.slow

SAMPLES = {"IntConverter": "0", "SlugConverter": "x", "StringConverter": "x", "PathConverter": "x"}
ANSWERS = {
    HTTPStatus.OK,
    HTTPStatus.FOUND,
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.CONFLICT,
}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + _sample(entry)
        if isinstance(entry, URLPattern):
            yield path, entry
        elif entry.app_name != "api":
            yield from routes(entry, path)


def _sample(entry: URLPattern | URLResolver) -> str:
    text = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        sample = SAMPLES.get(type(converter).__name__, "x")
        text = text.replace(f"<{_kind(text, name)}{name}>", sample)
    return text


def _kind(text: str, name: str) -> str:
    before = text[: text.index(f"{name}>")]
    return before[before.rindex("<") + 1 :]


ROUTES = sorted(routes(get_resolver()), key=lambda found: found[1].name == "sign-out")
"""Signing out comes last: it ends the session that the others are asked in."""

OF_EACH_KIND = {roles: persona for persona, (*_, roles) in reversed(PERSONAS.items())}
"""A persona for each set of roles: an answer here depends on nothing else, for nothing is there yet."""


@pytest.mark.parametrize("persona", [None, *OF_EACH_KIND.values()])
def test_routes_answer_as_marked(county: County, client, persona: str | None):
    user = county.people[persona] if persona else None
    if user:
        client.force_login(user)
    client.raise_request_exception = False
    wrong = []
    for path, route in ROUTES:
        for method in (client.get, client.post):
            response = method(f"/{path}")
            for _ in getattr(response, "streaming_content", ()):
                pass  # an export's file is closed at its end
            status = response.status_code
            if status not in _expected(route, user):
                wrong.append((method.__name__, path, status))
    assert wrong == []


def _expected(route: URLPattern, user: object) -> set[HTTPStatus]:
    mark = mark_of(route.callback)
    assert mark is not None
    if mark.audience is Audience.PUBLIC:
        return ANSWERS
    if user is None:
        return {HTTPStatus.FOUND}
    if mark.permissions and not user.may(*mark.permissions):
        return {HTTPStatus.FORBIDDEN}
    return ANSWERS
