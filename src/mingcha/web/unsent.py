"""What a person typed into a dialog that was refused, kept until its page is shown again.

A step is posted from a dialog on a page and answered by going back to that page, so that loading
it again never repeats the step. What was typed waits in the person's own session for that one
page; the dialog there opens again with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

_KEY = "unsent"
_KEPT = "reason"  # and nothing else that was posted: a password or a party's value stays nowhere


@dataclass(frozen=True, slots=True)
class Unsent:
    """A dialog's text as typed, and the fault at its field."""

    text: str
    fault: str


def keep(request: HttpRequest, faults: Mapping[str, str]) -> bool:
    """Keep what was typed; tells whether the dialog will say what is wrong with it."""
    if _KEPT not in request.POST:
        return False
    request.session[_KEY] = {
        "action": request.path,
        "text": str(request.POST[_KEPT]).replace("\x00", ""),
        "fault": faults.get(_KEPT, ""),
    }
    return _KEPT in faults


def taken(request: HttpRequest, action: str) -> Unsent | None:
    """Return the reason typed into the dialog that posts to ``action``, once."""
    session = getattr(request, "session", {})  # a printed sample has none
    kept = session.get(_KEY)
    if not kept or kept["action"] != action:
        return None
    del session[_KEY]
    return Unsent(kept["text"], kept["fault"])
