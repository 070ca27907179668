"""People's names for pages that say who did something; rows keep usernames."""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.accounts.models import User


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """Return each username's person; who has no account, such as a system, stays as written."""
    wanted = set(usernames)
    known = User.objects.filter(username__in=wanted).values_list("username", "name")
    return {username: username for username in wanted} | dict(known)
