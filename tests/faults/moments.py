"""The moments of an act: the beginnings of its statements, and just before and after its commits.

An act is told as a word, one letter a moment: ``r`` before a statement that reads, ``w`` before one
that writes (or a row of a COPY), ``a`` before one that writes outside a transaction, ``c`` before a
COMMIT, and ``d`` when something was committed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_WRITES = re.compile(
    r"^\s*(INSERT|UPDATE|DELETE)\b|\b(INSERT INTO|DELETE FROM)\b|procrastinate_defer", re.IGNORECASE
)
_TRANSACTION = re.compile("w[rw]*cd|ad")
_COMMITS = 8  # struck after at most
COMMITTING = frozenset("ca")


@contextmanager
def every_moment(tell: Callable[[int], None]) -> Iterator[list[str]]:
    """Tell the number of every moment, from 1; yields the letters so far."""
    seen: list[str] = []

    def moment(letter: str) -> None:
        seen.append(letter)
        tell(len(seen))

    def statement(execute, sql, params, many, context):
        if not _WRITES.search(sql):
            moment("r")
            return execute(sql, params, many, context)
        at_once = not context["connection"].in_atomic_block
        moment("a" if at_once else "w")
        result = execute(sql, params, many, context)
        if at_once:
            moment("d")
        return result

    plain_commit, plain_row = BaseDatabaseWrapper._commit, psycopg.Copy.write_row

    def commit(wrapper: BaseDatabaseWrapper) -> None:
        moment("c")
        plain_commit(wrapper)
        moment("d")

    def row(copy: psycopg.Copy, values: object) -> None:
        moment("w")
        plain_row(copy, values)

    BaseDatabaseWrapper._commit, psycopg.Copy.write_row = commit, row
    with connections["default"].execute_wrapper(statement):
        yield seen
    BaseDatabaseWrapper._commit, psycopg.Copy.write_row = plain_commit, plain_row


def chosen(told: str, victim: str) -> list[int]:
    """Return the numbers of the moments at which to strike.

    All that an act writes until a COMMIT is there after it or is not. So the first transaction is
    struck at its start, amid its writing and before its COMMIT; of the later ones, that is done to one
    each, and the act is struck after every COMMIT, or of many after some. The database, which is slow
    to come back, is struck once in each manner.
    """
    spans = [found.span() for found in _TRANSACTION.finditer(told)]
    assert spans, f"it writes nothing: {told}"
    first, middle, last = spans[0], spans[len(spans) // 2], spans[-1]
    if victim == "database":
        return sorted({_amid(told, *first), middle[1] - 1, middle[1], last[1]})
    within = {1, first[0] + 1, _amid(told, *first), first[1] - 1, _amid(told, *middle), last[1] - 1}
    step = -(-len(spans) // _COMMITS)
    return sorted(within | {end for _, end in spans[::-step]})


def _amid(told: str, start: int, end: int) -> int:
    """Return the number of the middle one of a transaction's writing moments."""
    writing = [at for at in range(start, end) if told[at] in "wa"]
    return writing[len(writing) // 2] + 1
