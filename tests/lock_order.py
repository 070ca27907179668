"""Which rows an action locks, in order: actions that lock in opposite orders hold each other up."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = re.compile(r'(?:FROM|INTO) "(\w+)"')
CHAIN = "audit_auditevent"


@contextmanager
def tables_locked() -> Iterator[list[str]]:
    """Give a list that holds the tables of which rows were locked, once the block has ended.

    An event that is recorded locks the chain.
    """
    tables: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        yield tables
    told = (each["sql"] for each in queries)
    locking = (sql for sql in told if " FOR UPDATE" in sql or f'INTO "{CHAIN}"' in sql)
    tables += [found[1] for sql in locking if (found := _TABLE.search(sql))]
