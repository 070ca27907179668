"""How a view lets a person act: a refusal becomes a message where the person stands."""

from __future__ import annotations

from collections.abc import Callable, Collection
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
_FIELDS_OF_GUARDS = {
    "reason_given": _REASON,
    "certificate_shown": "certificate_shown",
    "closing_note_given": "outcome",
    "deadline_set": "due_on",
    "evidence_given": "note",
    "document_numbered": "document_no",
    "feedback_received": "feedback",
    "other_platforms_entered": "nothing_elsewhere",
    "recipient_named": "recipient",
    "team_complete": "present",
    "training_held": "training",
}
"""Where a condition of the state tables is answered by a field, in whichever form asks for it."""


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
        told = faults_of(refusal, frozenset(request.POST))
        is_told = unsent.keep(request, told)
        if not is_told:
            messages.error(request, refusal.message)
        return False
    messages.success(request, done)
    return True


def accepted(form: BaseForm, act: Callable[[], Any]) -> Any | None:
    """Return what a valid form's action gives; a refusal becomes an error at its field.

    A form that asks for an action's value under another name says so in ``asked_at``.
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except (NotFound, Forbidden, NotPermitted):
        raise
    except Refusal as refusal:
        asked_at: dict[str, str] = getattr(form, "asked_at", {})
        told = faults_of(refusal, {*form.fields, *asked_at})
        for field, message in told.items():
            form.add_error(asked_at.get(field, field), message)
        if not told:
            form.add_error(None, refusal.message)
        return None


def faults_of(refusal: Refusal, fields: Collection[str]) -> dict[str, str]:
    """Return the sentence for each of the fields at fault; none where it is not theirs alone."""
    if isinstance(refusal, DomainError):
        return {refusal.field: refusal.message} if refusal.field in fields else {}
    if isinstance(refusal, GuardFailed):
        told = {_FIELDS_OF_GUARDS.get(name, ""): text for name, text in refusal.reasons.items()}
        return told if set(told) <= set(fields) else {}
    return {}


def _require_writable(reason: str) -> None:
    """Refuse a reason that cannot be kept as it was typed: nothing is cut off silently."""
    if "\x00" in reason:
        raise DomainError("reason_not_text", NOT_TEXT.format(label="理由"), _REASON)
    if len(reason) > LONGEST_REASON:
        numbers = {"limit_value": LONGEST_REASON, "show_value": len(reason)}
        raise DomainError("reason_long", TOO_LONG.format(label="理由") % numbers, _REASON)
