"""What the shell around every staff page shows."""

from __future__ import annotations

from django.http import HttpRequest

from mingcha.foundation import clock
from mingcha.web.navigation import navigation


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the sidebar and today's date for signed-in people."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"navigation": navigation(user, request.path), "today": clock.today()}
