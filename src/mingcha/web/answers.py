"""How a view lets a person act: a refusal becomes a message where the person stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from mingcha.core.errors import Refusal
from mingcha.core.workflow.refusals import NotPermitted
from mingcha.foundation.errors import DomainError, Forbidden, NotFound


def tried(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Act and say that it is done, or say why not; NotFound and Forbidden become pages."""
    try:
        act()
    except (NotFound, Forbidden, NotPermitted):
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, done)
    return True


def accepted(form: BaseForm, act: Callable[[], Any]) -> Any | None:
    """Return what a valid form's action gives; a refusal becomes an error at its field."""
    if not form.is_valid():
        return None
    try:
        return act()
    except (NotFound, Forbidden, NotPermitted):
        raise
    except Refusal as refusal:
        field = refusal.field if isinstance(refusal, DomainError) else ""
        form.add_error(field if field in form.fields else None, refusal.message)
        return None
