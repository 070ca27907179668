"""What the shell around every staff page shows."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.roles import ROLES
from mingcha.foundation import clock
from mingcha.inbox.selectors.messages import unread
from mingcha.web.navigation import navigation


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the sidebar and the top bar for signed-in people."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    return {"navigation": navigation(user, request.path), "shell": _top_bar(user)}


def _top_bar(user: User) -> dict[str, object]:
    roles = [role.title for key, role in ROLES.items() if key in user.role_keys]
    return {
        "region": user.region.name,
        "department": user.department.short_name if user.department else "",
        "today": clock.today(),
        "home_url": reverse("workbench"),
        "person": user.name,
        "person_id": user.pk,
        "role": "、".join(roles[:2]),
        "messages_url": reverse("messages"),
        "messages": unread(user).count(),
        "profile_url": reverse("change-password"),
        "sign_out_url": reverse("sign-out"),
    }
