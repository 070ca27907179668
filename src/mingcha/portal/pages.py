"""How a public page is answered: whole, the same for everybody, and cheap to ask for again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response

from mingcha.foundation.archives import archive_stream
from mingcha.foundation.attachments import attachment, kept_attachment, streamed_attachment
from mingcha.foundation.models import KeptFile
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
_Response = TypeVar("_Response", bound=HttpResponseBase)


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
    return _conditional(
        request, response, hashlib.sha256(response.content).hexdigest(), is_indexed=is_indexed
    )


def download(
    request: HttpRequest, data: bytes, name: str, media_type: str, digest: str
) -> HttpResponse:
    """Answer with a file that never changes under its address."""
    return _lasting(request, attachment(data, media_type, name), digest)


def kept_download(
    request: HttpRequest, file: KeptFile, name: str, media_type: str
) -> HttpResponseBase:
    """Answer with a published file; nothing of it is read for who has it already."""
    return _lasting(request, kept_attachment(file, media_type, name), file.sha256)


def archive_download(
    request: HttpRequest, files: Mapping[str, KeptFile], name: str, digest: str
) -> HttpResponseBase:
    """Answer with an archive of published files, made while it is sent."""
    response = streamed_attachment(archive_stream(files), "application/zip", name)
    return _lasting(request, response, digest)


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


def _lasting(request: HttpRequest, response: _Response, digest: str) -> _Response | HttpResponse:
    response.headers["Cache-Control"] = _FOREVER
    if request.method == "HEAD" and isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()  # the server would read all of it to throw it away
    return _conditional(request, response, digest, is_indexed=False)


def _conditional(
    request: HttpRequest, response: _Response, digest: str, *, is_indexed: bool
) -> _Response | HttpResponse:
    response.headers["ETag"] = f'"{digest}"'
    response.headers["Referrer-Policy"] = "same-origin"
    if not is_indexed:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    given = cast("HttpResponse", response)  # the stubs know no streamed one
    answer = get_conditional_response(request, f'"{digest}"', None, given)
    return response if answer is None else answer
