"""A short register as a list: filtered, in chosen columns, kept under a name, and as a workbook.

A column is told once, and stands on the page and in the workbook in the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters as filters
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.foundation.models import Timed
from mingcha.orgs.models import Department
from mingcha.registers.selectors.objects import registers_within
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person
from mingcha.web.registers.picking import Columns, filters_of
from mingcha.web.saved_views.views import kept_views

_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what a row says there to somebody who asks."""

    name: str
    title: str
    width: int
    value: Callable[[Any, User], object]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column of a row."""

    title: str
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class PlainList:
    """A list: its route, the workbook's name, the column that names a row, and the others."""

    route: str
    name: str
    head: Column
    columns: tuple[Column, ...]
    address: Callable[[Any], str]

    def context(self, request: HttpRequest, chosen: filters.FilterSet, unit: str) -> dict[str, Any]:
        """Return what ``web/registers/plain_list.html`` needs of the filtered list."""
        user, picker = person(request), self._picker()
        page = Paginator(chosen.qs, _ON_A_PAGE).get_page(request.GET.get("page"))
        shown = self._shown(request)
        query = request.GET.urlencode()
        return {
            "filter": chosen,
            "count": page.paginator.count,
            "unit": unit,
            "page": page,
            "head": self.head,
            "titles": shown,
            "lines": [
                (self.address(row), self.head.value(row, user), _cells(row, shown, user))
                for row in page
            ],
            "export_url": f"{reverse(f'{self.route}-export')}?{query}",
            "kept": kept_views(request, self.route),
            "offered": picker.offered(),
            "columns": picker.shown(request.GET),
            "others": filters_of(request.GET),
        }

    def sheet(self, request: HttpRequest, rows: QuerySet[Any]) -> Sheet:
        """Return the filtered list as a workbook in the chosen columns."""
        user, columns = person(request), (self.head, *self._shown(request))
        headings = [(each.title, each.width) for each in columns]
        lines = (tuple(each.value(row, user) for each in columns) for row in rows)
        return Sheet(self.name, headings, lines)

    def _picker(self) -> Columns:
        titles = {each.name: each.title for each in self.columns}
        return Columns(titles, tuple(titles))

    def _shown(self, request: HttpRequest) -> list[Column]:
        names = self._picker().shown(request.GET)
        return [each for each in self.columns if each.name in names]


def _cells(row: Model, columns: list[Column], user: User) -> list[Cell]:
    return [Cell(each.title, each.style, str(each.value(row, user) or "—")) for each in columns]


class RegisterFilter(filters.FilterSet):
    """What the filters of short registers have in common: words, and the department."""

    SEARCHED: ClassVar[tuple[str, ...]] = ("name",)
    """The fields in which the words are looked for."""

    q = filters.CharFilter(label="名称", method="by_words")
    department = filters.ModelChoiceFilter(
        label="部门", queryset=Department.objects.none(), empty_label="全部"
    )

    def __init__(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Offer the departments within the scope."""
        super().__init__(request.GET, rows)
        keys = [each.pk for each in registers_within(person(request))]
        if len(keys) > 1:
            self.filters["department"].queryset = Department.objects.filter(pk__in=keys)
        else:
            del self.filters["department"]

    def by_words(self, rows: QuerySet[Timed], _: str, value: str) -> QuerySet[Timed]:
        """Find by part of one of the searched fields."""
        found = rows.none()
        for field in self.SEARCHED:
            found |= rows.filter(**{f"{field}__icontains": value})
        return found
