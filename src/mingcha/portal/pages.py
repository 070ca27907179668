"""How a public page is answered: whole, the same for everybody, and cheap to ask for again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response

from mingcha.foundation.attachments import attachment
from mingcha.publication.selectors.site import site

_SECTIONS = (
    ("首页", "public-home"),
    ("抽查事项", "public-items"),
    ("年度计划", "public-plans"),
    ("抽查公告", "public-announcements"),
    ("抽查结果", "public-results"),
    ("抽签验证", "public-draws"),
    ("统计公开", "public-statistics"),
)
_MINUTE = "public, max-age=60"
_FOREVER = "public, max-age=31536000, immutable"
PER_PAGE = 20


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    section: str,
    is_indexed: bool = True,
) -> HttpResponse:
    """Render a page; its ETag is the digest of what it says.

    Pages about one enterprise are not indexed: whoever looks for it here finds it here, and what
    is corrected does not live on in a search engine.
    """
    told = asdict(site())
    told |= {"home_url": reverse("public-home"), "search_url": reverse("public-search")}
    sections = [
        {"title": title, "url": reverse(name), "active": name == section}
        for title, name in _SECTIONS
    ]
    shell = {"site": told, "sections": sections, "log_url": reverse("public-log")}
    response = render(request, f"portal/{template}", {**shell, **context})
    response.headers["Cache-Control"] = _MINUTE
    return _conditional(request, response, hashlib.sha256(response.content), is_indexed=is_indexed)


def download(
    request: HttpRequest, data: bytes, name: str, media_type: str, digest: str
) -> HttpResponse:
    """Answer with a file that never changes under its address."""
    response = attachment(data, media_type, name)
    response.headers["Cache-Control"] = _FOREVER
    return _conditional(request, response, digest, is_indexed=False)


def paged(request: HttpRequest, rows: QuerySet[Any], per_page: int = PER_PAGE) -> Page[Any]:
    """Return the page of a list that is asked for; a number out of range is the nearest."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def words(request: HttpRequest, name: str, longest: int = 100) -> str:
    """Return what is searched for; no name holds a NUL byte, and none is longer."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:longest]


def number(request: HttpRequest, name: str) -> int | None:
    """Return a whole number of the address, None for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("9999") else None


def _conditional(
    request: HttpRequest, response: HttpResponse, digest: Any, *, is_indexed: bool
) -> HttpResponse:
    etag = digest if isinstance(digest, str) else digest.hexdigest()
    response.headers["ETag"] = f'"{etag}"'
    response.headers["Referrer-Policy"] = "same-origin"
    if not is_indexed:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer = get_conditional_response(request, f'"{etag}"', None, response)
    return answer if isinstance(answer, HttpResponse) else response
