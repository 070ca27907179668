"""What every page of the phone shares."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

_STATES = {"visiting": "now", "recorded": "now", "returned": "late", "approved": "done"}
_STATES |= {"published": "done"}


def phone_page(
    request: HttpRequest, template: str, tab: str, context: dict[str, object]
) -> HttpResponse:
    """Render a page inside the bottom bar."""
    tabs = {
        "today": reverse("visits"),
        "tasks": reverse("visit-tasks"),
        "records": reverse("visit-records"),
        "me": reverse("visit-me"),
    }
    return render(request, f"web/visits/{template}", {"tab": tab, "tabs": tabs, **context})


def tag_state(state: str) -> str:
    """Return the colour of an object task's state."""
    return _STATES.get(state, "")
