"""Handing a file out to be kept, not shown: the browser neither opens it nor guesses what it is."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from mingcha.foundation.models import KeptFile


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Return the answer; ``name`` is what the file is called where it is kept."""
    response = HttpResponse(content, content_type=media_type)
    _name(response, name)
    return response


def kept_attachment(file: KeptFile, media_type: str, name: str) -> StreamingHttpResponse:
    """Return the answer of a file that the database keeps, of which a part is read when it is sent."""
    response = streamed_attachment(file.stream(), media_type, name)
    response.headers["Content-Length"] = str(file.size)
    return response


def streamed_attachment(
    content: Iterable[bytes], media_type: str, name: str
) -> StreamingHttpResponse:
    """Return the answer of bytes that come piece by piece, the next when one was sent."""
    response = StreamingHttpResponse(content, content_type=media_type)
    _name(response, name)
    return response


def _name(response: HttpResponseBase, name: str) -> None:
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
