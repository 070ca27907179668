"""Every view says who may open it; one that says nothing is not served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

_View = TypeVar("_View", bound=Callable[..., object])
_MARK = "access_mark"


class Audience(Enum):
    """Who a view is for."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    PERMITTED = "permitted"


@dataclass(frozen=True, slots=True)
class AccessMark:
    """A view's mark; ``permissions`` of which one is enough, empty unless ``PERMITTED``."""

    audience: Audience
    permissions: frozenset[str] = frozenset()


def public(view: _View) -> _View:
    """Let everybody open the view, without signing in."""
    return _marked(view, AccessMark(Audience.PUBLIC))


def signed_in(view: _View) -> _View:
    """Let everybody who has signed in open the view."""
    return _marked(view, AccessMark(Audience.SIGNED_IN))


def permitted(*permissions: str) -> Callable[[_View], _View]:
    """Let those open the view whose roles give one of the permissions."""
    mark = AccessMark(Audience.PERMITTED, frozenset(permissions))
    return lambda view: _marked(view, mark)


def mark_of(view: object) -> AccessMark | None:
    """Return a view's mark, None where it has none."""
    mark = getattr(view, _MARK, None)
    return mark if isinstance(mark, AccessMark) else None


def _marked(view: _View, mark: AccessMark) -> _View:
    setattr(view, _MARK, mark)
    return view
