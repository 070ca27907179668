"""Statements whose values travel beside them, not written into their text.

Django's cursor writes values into the statement: a file's bytes as two letters each, and a secret
where other sessions and logs see it. Bytes come back as two letters each too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from psycopg import Cursor


def execute_bound(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> None:
    """Execute a statement of the database's own placeholders (``%s``, ``%b`` for bytes)."""
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(statement, values)


def read_bound(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> Any:
    """Return the one value that a statement asks for, bytes as they are kept; it must be there."""
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(statement, values, binary=True)
        [(value,)] = cursor.fetchall()
        return value
