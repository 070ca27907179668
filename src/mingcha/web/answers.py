"""How a view lets a person act: a refusal becomes a message where the person stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from mingcha.core.errors import Refusal
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.web import unsent
from mingcha.web.fault_words import NOT_TEXT, TOO_LONG

LONGEST_REASON = 200
_REASON = "reason"
_FIELDS_OF_GUARDS = {"reason_given": _REASON, "other_platforms_entered": "nothing_elsewhere"}


def tried(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Act and say that it is done, or say why not; NotFound and Forbidden become pages.

    A reason at fault comes back in its dialog with the fault at the field: the page shown next
    opens it again (see ``unsent``). Anything else is told on top of that page.
    """
    try:
        _require_writable(request.POST.get(_REASON, ""))
        act()
    except (NotFound, Forbidden, NotPermitted):
        raise
    except Refusal as refusal:
        field, message = fault_of(refusal)
        is_told = unsent.keep(request, field, message)
        if not is_told:
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
        field, message = fault_of(refusal)
        if field in form.fields:
            form.add_error(field, message)
        else:
            form.add_error(None, refusal.message)
        return None


def fault_of(refusal: Refusal) -> tuple[str, str]:
    """Return the field at fault, "" for none, and the sentence for it.

    A step that lacks nothing but what a field asks for is refused by the table's guard of it.
    """
    if isinstance(refusal, DomainError):
        return refusal.field, refusal.message
    if isinstance(refusal, GuardFailed) and len(refusal.reasons) == 1:
        [(guard, sentence)] = refusal.reasons.items()
        if guard in _FIELDS_OF_GUARDS:
            return _FIELDS_OF_GUARDS[guard], sentence
    return "", refusal.message


def _require_writable(reason: str) -> None:
    """Refuse a reason that cannot be kept as it was typed: nothing is cut off silently."""
    if "\x00" in reason:
        raise DomainError("reason_not_text", NOT_TEXT.format(label="理由"), _REASON)
    if len(reason) > LONGEST_REASON:
        numbers = {"limit_value": LONGEST_REASON, "show_value": len(reason)}
        raise DomainError("reason_long", TOO_LONG.format(label="理由") % numbers, _REASON)
