"""What people pick in a list: its columns, and single rows for what is done to many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

CHOSEN, ONLY, COLUMNS = "chosen", "only", "columns"
_OF_THE_MOMENT = frozenset({COLUMNS, "page", CHOSEN, ONLY})
_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that may be chosen, by name and title; ``at_first`` are those shown unasked."""

    titles: Mapping[str, str]
    at_first: tuple[str, ...]

    def named(self, given: QueryDict) -> list[str]:
        """Return the columns that are asked for, none where nothing is said."""
        return [name for name in self.titles if name in given.getlist(COLUMNS)]

    def shown(self, given: QueryDict) -> list[str]:
        """Return the columns of the list."""
        return self.named(given) or [name for name in self.titles if name in self.at_first]

    def hidden(self, given: QueryDict) -> list[str]:
        """Return those that are not shown."""
        shown = self.shown(given)
        return [name for name in self.titles if name not in shown]

    def offered(self) -> list[tuple[str, str]]:
        """Return names and titles to choose from."""
        return list(self.titles.items())


def filters_of(given: QueryDict) -> list[tuple[str, str]]:
    """Return the filters alone, which a form of the list keeps as they are."""
    return [(n, v) for n, vs in given.lists() for v in vs if n not in _OF_THE_MOMENT]


def picked(given: QueryDict) -> list[int]:
    """Return the keys of the ticked rows; what is no key is passed over."""
    return [
        int(each)
        for each in given.getlist(CHOSEN)
        if each.isascii() and each.isdigit() and len(each) <= _DIGITS
    ]


def is_whole(given: QueryDict) -> bool:
    """Tell whether nothing narrows the list down: what is done then is done to the whole register."""
    return ONLY not in given and not any(value for _, value in filters_of(given))


def list_address(route: str, given: QueryDict) -> str:
    """Return the list's address with its filters and columns, and nothing picked."""
    kept = given.copy()
    for name in (CHOSEN, ONLY):
        kept.pop(name, None)
    return f"{reverse(route)}?{kept.urlencode()}"


def nothing_picked(request: HttpRequest, route: str) -> HttpResponse | None:
    """Lead back to the list where something is to be done to ticked rows and none is."""
    if ONLY not in request.GET or picked(request.GET):
        return None
    messages.error(request, "还没有勾选，请先在列表中勾选要办理的行")
    return redirect(list_address(route, request.GET))
