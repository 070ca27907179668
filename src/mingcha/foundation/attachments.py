"""Handing a file out to be kept, not shown: the browser neither opens it nor guesses what it is."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Return the answer; ``name`` is what the file is called where it is kept."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
