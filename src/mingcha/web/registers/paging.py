"""Pages of long lists: counted up to a bound, so that a page costs the same in any register."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST = 10_000


class BoundedPaginator(Paginator):
    """Counts a table's rows no further than ``MOST``; who wants what lies beyond narrows the search."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        """Return how many rows there are, at most ``MOST``."""
        return bounded_count(self.object_list.data.data)[0]


def bounded_count(rows: QuerySet[Any]) -> tuple[int, bool]:
    """Return how many rows there are, and whether there are more than are counted."""
    if "_bounded_count" not in vars(rows):
        found = rows.order_by().values("pk")[: MOST + 1].count()
        vars(rows)["_bounded_count"] = min(found, MOST), found > MOST
    count: tuple[int, bool] = vars(rows)["_bounded_count"]
    return count
