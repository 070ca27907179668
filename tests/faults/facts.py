"""What a database holds: every row, to see whether a strike left a trace; and what may be compared.

Two runs of one act differ in times, keys and random values. What they have in common is told by
``facts``: how many rows there are, in how many of them each column is filled, and in which states
they are. Only tables that were written are looked at: the server counts that for each database.
"""

from __future__ import annotations

from collections.abc import Iterable

import psycopg
from django.db import connections

Facts = dict[str, int | list[str]]
PROGRESS = "foundation_job"
"""What jobs tell of their progress: written beside their transaction, and seen at once."""
_WRITTEN = """
SELECT relname FROM pg_stat_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 ORDER BY 1
"""
_COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
_STATES = frozenset({"state", "status"})


def written_tables() -> list[str]:
    """Return the tables in which anything was ever written since the database was copied."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(_WRITTEN)
        return [name for (name,) in cursor.fetchall()]


def fingerprint(address: str, tables: Iterable[str]) -> str:
    """Return a digest of all rows of some tables, but for the progress of jobs."""
    each = " UNION ALL ".join(
        f"SELECT '{table}', count(*), sum(hashtextextended(t::text, 0)) FROM \"{table}\" t"
        for table in tables
        if table != PROGRESS
    )
    with psycopg.connect(address) as plain:
        return str(sorted(plain.execute(each).fetchall()))


def facts(tables: Iterable[str]) -> Facts:
    """Return what some tables hold, as it may be compared; and whatever is not sound."""
    from mingcha.reports.selectors.soundness import unsound

    found: Facts = {"unsound": list(unsound())}
    for table in tables:
        found |= _facts_of(table)
    return found


def differences(expected: Facts, found: Facts) -> dict[str, tuple[object, object]]:
    """Return what is not as expected, with what was expected of it."""
    names = sorted(expected.keys() | found.keys())
    told = {name: (expected.get(name), found.get(name)) for name in names}
    return {name: pair for name, pair in told.items() if pair[0] != pair[1]}


def _facts_of(table: str) -> Facts:
    with connections["default"].cursor() as cursor:
        cursor.execute(_COLUMNS, [f'"{table}"'])
        columns = [name for (name,) in cursor.fetchall()]
        filled = ", ".join(f"count(NULLIF(\"{name}\"::text, ''))" for name in columns)
        cursor.execute(f'SELECT count(*), {filled} FROM "{table}"')
        rows, *numbers = cursor.fetchone()
        found: Facts = {table: rows}
        found |= {f"{table}.{name}": n for name, n in zip(columns, numbers, strict=True)}
        for name in _STATES.intersection(columns):
            cursor.execute(f'SELECT "{name}", count(*) FROM "{table}" GROUP BY 1')
            found |= {f"{table}.{name}={state}": n for state, n in cursor.fetchall()}
    return found
