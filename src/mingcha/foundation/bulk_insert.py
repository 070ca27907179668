"""Inserting many rows of a model at once, where a statement's text would be larger than they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def copy_in(model: type[Row], rows: Iterable[Row]) -> int:
    """Insert new rows by COPY and return how many; they do not learn their keys.

    ``rows`` must not ask the database anything while they are taken. Columns that the database
    fills by itself are not left to it.
    """
    told = model._meta  # noqa: SLF001 - Django's documented way to a model's fields
    fields = [field for field in told.concrete_fields if field is not told.auto_field]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    count = 0
    statement = f"COPY {connection.ops.quote_name(told.db_table)} ({columns}) FROM STDIN"
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(_values(row, fields))
            count += 1
    return count


def _values(row: Model, fields: list[Any]) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
