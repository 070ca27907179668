"""An act struck dead at a chosen moment, done again, and compared with an undisturbed one.

    python struck.py ACT VICTIM

with MINGCHA_DATA naming a folder whose embedded server holds the migrated database. Moments are the beginnings of SQL statements, and the time just before and just
after every COMMIT. The victim is the "worker" (this very process) or the "database" (all processes
of the server, which is then started again). Exits with 0 where every struck act, done again, left
exactly the rows of the undisturbed one and chains that verify; else with an AssertionError.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import Error

from mingcha.config.database import database_url, keep_database_running
from mingcha.config.environment import data_folder

PREPARED, CLONE = "prepared", "struck"
_DIED_OF_ITS_DATABASE = 7
_GONE_WITHIN = 20  # seconds
Facts = dict[str, int | list[str]]


def main(act: str, victim: str) -> None:
    """Try all moments of the act."""
    _clone("mingcha", PREPARED)
    assert _forked(PREPARED, lambda: _prepare(act)) == 0
    _clone(PREPARED, CLONE)
    moments, expected = _facts_of(lambda: _counted(act))
    assert expected["unsound"] == [], expected["unsound"]
    for at in _chosen(moments, victim):
        _clone(PREPARED, CLONE)
        died = _forked(CLONE, lambda at=at: _struck(act, victim, at))
        assert died == (-signal.SIGKILL if victim == "worker" else _DIED_OF_ITS_DATABASE), (
            at,
            died,
        )
        if victim == "database":
            _start_again()
        _, found = _facts_of(lambda: _counted(act))
        assert found == expected, (at, _differences(expected, found))
        print(f"{act}, {victim} dead at {at} of {moments}: done again, nothing lost or doubled")


def _chosen(moments: int, victim: str) -> list[int]:
    """The first moment, one or two in between, and those about the last commits."""
    assert moments > 8
    between = {1, moments // 2} if victim == "database" else {1, moments // 3, moments // 2}
    return sorted(between | set(range(moments - 3, moments + 1)))


def _prepare(act: str) -> None:
    from acts import prepare

    prepare(act)


def _counted(act: str) -> int:
    with _every_moment(lambda _: None) as seen:
        _do(act)
    return len(seen)


def _struck(act: str, victim: str, at: int) -> None:
    def strike(number: int) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL) if victim == "worker" else _kill_database()

    with _every_moment(strike):
        try:
            _do(act)
        except Error as error:
            print(f"  {type(error).__name__}: {str(error)[:80]!r}", file=sys.stderr)
        os._exit(_DIED_OF_ITS_DATABASE)


def _do(act: str) -> None:
    from acts import ACTS

    ACTS[act].do()


@contextmanager
def _every_moment(tell: Callable[[int], None]) -> Iterator[list[int]]:
    """Tell the number of every moment; yields the numbers so far."""
    seen: list[int] = []

    def moment() -> None:
        seen.append(len(seen) + 1)
        tell(seen[-1])

    def statement(execute, sql, params, many, context):
        moment()
        return execute(sql, params, many, context)

    plain = BaseDatabaseWrapper._commit

    def commit(wrapper: BaseDatabaseWrapper) -> None:
        moment()
        plain(wrapper)
        moment()

    BaseDatabaseWrapper._commit = commit
    with connections["default"].execute_wrapper(statement):
        yield seen
    BaseDatabaseWrapper._commit = plain


def _facts_of(act: Callable[[], int]) -> tuple[int, Facts]:
    """Act in a process of its own; return its number of moments, and what the tables then hold."""
    reader, writer = os.pipe()

    def told() -> None:
        answer = json.dumps([act(), _facts()])
        os.write(writer, answer.encode())

    assert _forked(CLONE, told) == 0
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        moments, facts = json.loads(answer.read())
    return moments, facts


def _facts() -> Facts:
    from mingcha.reports.selectors.soundness import unsound

    tables: Facts = {}
    with connections["default"].cursor() as cursor:
        for table in connections["default"].introspection.table_names(cursor):
            if not table.startswith("procrastinate"):
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                tables[table] = cursor.fetchone()[0]
    return tables | {"unsound": list(unsound())}


def _differences(expected: Facts, found: Facts) -> dict[str, tuple[object, object]]:
    return {k: (expected[k], found[k]) for k in expected if expected[k] != found[k]}


def _forked(database: str, act: Callable[[], object]) -> int:
    """Act in a fork, on this database; returns how it ended, as subprocess tells it."""
    child = os.fork()
    if child == 0:
        try:
            for alias in connections:
                connections[alias].settings_dict["NAME"] = database
            act()
            os._exit(0)
        finally:
            import traceback

            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _clone(source: str, target: str) -> None:
    address = database_url().replace("/mingcha?", "/postgres?")
    with psycopg.connect(address, autocommit=True) as plain:
        plain.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)")
        plain.execute(f"CREATE DATABASE {target} TEMPLATE {source}")
        plain.execute("CHECKPOINT")  # else a crash sets the copied sequences back (PostgreSQL 18)


def _postmaster() -> psutil.Process:
    return psutil.Process(
        int((data_folder() / "postgres" / "postmaster.pid").read_text().split()[0])
    )


def _kill_database() -> None:
    """Kill the server as a power cut does: all its processes, none with time for anything."""
    server = _postmaster()
    processes = [server, *server.children(recursive=True)]
    for process in processes:
        process.kill()
    psutil.wait_procs(processes, timeout=_GONE_WITHIN)


def _start_again() -> None:
    until = time.monotonic() + _GONE_WITHIN
    while not keep_database_running():
        assert time.monotonic() < until, "the server does not come back"
        time.sleep(0.2)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingcha.config.settings")
    import django

    django.setup()
    main(*sys.argv[1:])
