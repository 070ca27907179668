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
_NOT_TYPED = frozenset({"csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class Unsent:
    """A dialog's text as typed, and the fault at its field."""

    text: str
    fault: str


def keep(request: HttpRequest, faults: Mapping[str, str]) -> bool:
    """Keep what was typed; tells whether the dialog will say what is wrong with it."""
    typed = {name: text for name, text in request.POST.items() if name not in _NOT_TYPED}
    if typed:
        request.session[_KEY] = {
            "action": request.path,
            "typed": {name: str(text).replace("\x00", "") for name, text in typed.items()},
            "faults": dict(faults),
        }
    return bool(typed and faults)


def taken(request: HttpRequest, action: str, field: str) -> Unsent | None:
    """Return what was typed into the dialog that posts to ``action``, once."""
    session = getattr(request, "session", {})  # a printed sample has none
    kept = session.get(_KEY)
    if not kept or kept["action"] != action:
        return None
    del session[_KEY]
    return Unsent(kept["typed"].get(field, ""), kept["faults"].get(field, ""))
