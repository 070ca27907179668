"""Statements over whole registers: what they may take of the machine, and what follows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

_SETTINGS = {
    "work_mem": "256MB",
    "max_parallel_workers_per_gather": "2",
    "parallel_tuple_cost": "0.01",
}
_KEPT = f"SELECT {', '.join(f'current_setting({name!r})' for name in _SETTINGS)}"
_PUT = f"SELECT {', '.join(f'set_config({name!r}, %s, true)' for name in _SETTINGS)}"


@contextmanager
def bulk_queries() -> Iterator[None]:
    """Let the statements inside use more of the machine; within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT)
        before = cursor.fetchone()
        cursor.execute(_PUT, list(_SETTINGS.values()))
        yield
        cursor.execute(_PUT, before)


def told_planner(*models: type[Model]) -> None:
    """Have the tables counted after many rows were written.

    Until that is done by itself, a minute after the transaction, the planner takes the tables for
    what they were before and may answer a question about thousands of rows one by one.
    """
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {model._meta.db_table}")  # noqa: SLF001 - Django's documented way to a table's name


def with_names(rows: QuerySet[Any, Any], prefix: str = "p") -> tuple[str, dict[str, Any]]:
    """Return a query with its parameters by name, beside which a statement has others."""
    sql, parameters = rows.query.sql_with_params()
    first, *rest = sql.split("%s")
    named = "".join(f"%({prefix}{number})s{part}" for number, part in enumerate(rest))
    return first + named, {f"{prefix}{number}": value for number, value in enumerate(parameters)}
