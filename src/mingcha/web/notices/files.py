"""Documents as files to take away."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from mingcha.documents.parts import CONTENT_TYPES, Paper, printed
from mingcha.foundation.attachments import attachment
from mingcha.foundation.errors import NotFound


def file_response(papers: Iterable[Paper], form: str, name: str) -> HttpResponse:
    """Print documents into one file; raises NotFound for a form that there is not."""
    if form not in CONTENT_TYPES:
        raise NotFound
    return attachment(printed(papers, form), CONTENT_TYPES[form], f"{name}.{form}")
