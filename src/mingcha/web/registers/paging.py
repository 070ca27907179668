"""Pages of long lists: counted up to a bound, so that a page costs the same in any register."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Paginator
from django.db.models import Count, F, Lookup, QuerySet

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows there are, up to a bound, and whether there are more."""

    number: int
    more: bool

    @property
    def text(self) -> str:
        """Return the number in words."""
        return f"超过 {self.number:,}" if self.more else f"{self.number:,}"


def counted(rows: QuerySet[Any], most: int | None = None) -> Counted:
    """Count rows, no further than ``most`` (default ``MOST``); who wants what lies beyond narrows the search."""
    most = MOST if most is None else most
    found = rows.order_by().values("pk")[: most + 1].count()
    return Counted(min(found, most), found > most)


def searched_once(rows: QuerySet[Any]) -> tuple[Counted, QuerySet[Any]]:
    """Count rows as ``counted`` does, and return them by their keys where that was all of them.

    What a search gathers to be counted need not be looked for again to be shown.
    """
    some = rows.order_by().values("pk")[: MOST + 1]
    found = some.aggregate(number=Count("pk"), keys=ArrayAgg("pk", default=[]))
    if found["number"] > MOST:
        return Counted(MOST, more=True), rows
    known = rows.model._default_manager.filter(_Among(F("pk"), found["keys"]))  # noqa: SLF001 - Django's name for it
    return Counted(found["number"], more=False), known


class _Among(Lookup):
    """Whether a column is one of many values, which go to the database as one array."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*parameters, self.rhs)


def paginator_of(number: int) -> Any:
    """Return a paginator class for rows whose number is known."""
    return partial(_known, number)


def _known(number: int, *args: Any, **options: Any) -> Paginator[Any]:
    paginator: Paginator[Any] = Paginator(*args, **options)
    vars(paginator)["count"] = number
    return paginator
