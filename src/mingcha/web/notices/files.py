"""Documents as files to take away."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django.http import HttpResponse

from mingcha.documents.parts import CONTENT_TYPES, Paper, printed
from mingcha.foundation.errors import NotFound


def file_response(papers: Iterable[Paper], form: str, name: str) -> HttpResponse:
    """Print documents into one file; raises NotFound for a form that there is not."""
    if form not in CONTENT_TYPES:
        raise NotFound
    response = HttpResponse(printed(papers, form), content_type=CONTENT_TYPES[form])
    response.headers["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(f'{name}.{form}')}"
    )
    return response
