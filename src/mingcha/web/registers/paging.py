"""Pages of long lists: counted up to a bound, so that a page costs the same in any register."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

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


def paginator_of(number: int) -> Any:
    """Return a paginator class for rows whose number is known."""
    return partial(_known, number)


def _known(number: int, *args: Any, **options: Any) -> Paginator[Any]:
    paginator: Paginator[Any] = Paginator(*args, **options)
    vars(paginator)["count"] = number
    return paginator
