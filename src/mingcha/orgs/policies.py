"""Who may change the organisation. Accounts lie above, so what is asked of one is written here."""

from __future__ import annotations

from typing import Protocol

from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.orgs.models import Region

_RIGHT = "system.admin"


class Administrator(Protocol):
    """What is asked of whoever acts; accounts have it."""

    username: str
    is_active: bool
    region: Region

    def may(self, *permissions: str) -> bool:
        """Tell whether one of the permissions is held."""


def require_administrator(by: Administrator, region: Region | None = None) -> None:
    """Raise NotFound for a region outside the administrator's subtree, Forbidden without the right."""
    if region is not None and not region.prefix.startswith(by.region.prefix):
        raise NotFound
    if not by.is_active or not by.may(_RIGHT):
        raise Forbidden
