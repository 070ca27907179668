"""Statements whose values travel beside them, not written into their text.

Django's cursor writes values into the statement: a file's bytes as two letters each, and a secret
where other sessions and logs see it. Bytes come back as two letters each too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from psycopg import Cursor, ServerCursor


def execute_bound(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> None:
    """Execute a statement of the database's own placeholders (``%s``, ``%b`` for bytes)."""
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(statement, values)


def stream_bound(
    statement: str, values: Sequence[Any] | Mapping[str, Any]
) -> Iterator[tuple[Any, ...]]:
    """Give the rows that a statement asks for, all of one moment, one in memory at a time.

    Bytes come as they are kept. A transaction is open until the last row was taken.
    """
    with (
        transaction.atomic(),
        connection.wrap_database_errors,
        ServerCursor(connection.connection, "bound") as cursor,
    ):
        cursor.itersize = 1
        cursor.execute(statement, values, binary=True)
        yield from cursor


def stream_values(rows: QuerySet[Any], *columns: str) -> Iterator[tuple[Any, ...]]:
    """Give columns of rows as ``stream_bound`` does, in the order of the query."""
    sql, given = rows.values_list(*columns).query.sql_with_params()
    return stream_bound(str(sql), given)


def fetch_values(rows: QuerySet[Any], *columns: str) -> list[tuple[Any, ...]]:
    """Return columns of a few rows by one statement; bytes come as they are kept."""
    sql, given = rows.values_list(*columns).query.sql_with_params()
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        return cursor.execute(str(sql), given, binary=True).fetchall()
