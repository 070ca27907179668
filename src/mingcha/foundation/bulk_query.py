"""Memory and processors for statements over a whole register, which a page's query must not have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_SETTINGS = {"work_mem": "256MB", "max_parallel_workers_per_gather": "2"}
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
