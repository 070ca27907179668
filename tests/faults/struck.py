"""Acts struck dead at chosen moments, done again, and compared with undisturbed ones.

``serve`` runs in a process of its own, which has Django loaded and forks for all that it does to
a database. The server holds an empty one, one in which an act is prepared, and the copy that is
struck. The victim is the "worker" (such a fork) or the "database" (all processes of the server,
which is then started again).
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection

from django.db import connections
from django.db.utils import Error
from faults import databases
from faults.facts import PROGRESS, Facts, differences, facts, fingerprint, written_tables
from faults.moments import COMMITTING, chosen, every_moment

from mingcha.config.environment import data_folder

PREPARED, CLONE = "prepared", "struck"
_DIED_OF_ITS_DATABASE = 7


@dataclass(frozen=True)
class Undisturbed:
    """An act that nobody disturbs: what it finds, its moments, what it writes."""

    act: str
    before: str
    moments: str
    tables: list[str]
    after: Facts


def serve(pipe: Connection, environment: Mapping[str, str]) -> None:
    """Strike acts as they are asked for, until the pipe is closed; answer with what went wrong."""
    os.environ.update(environment)
    os.environ.pop("DATABASE_URL", None)
    databases.adopt_orphans()
    _load_all()
    known: Undisturbed | None = None
    while True:
        try:
            act, victim = pipe.recv()
        except EOFError:
            return
        try:
            if known is None or known.act != act:
                known = _undisturbed(act)
            pipe.send(_strike(known, victim))
        except Exception:  # noqa: BLE001 - whatever it is, it is the test's to tell
            pipe.send(traceback.format_exc())


def _load_all() -> None:
    """Load what forks would each load anew: the models, the acts, the faces behind the addresses."""
    import django
    from django.urls import reverse

    django.setup()
    reverse("workbench")
    import_module("faults.acts")
    import_module("mingcha.reports.selectors.soundness")
    gc.freeze()


def _undisturbed(act: str) -> Undisturbed:
    databases.clone(databases.EMPTY, PREPARED)
    assert _forked(PREPARED, lambda: _prepare(act)) == 0
    databases.clone(PREPARED, CLONE)
    moments, tables, after = _told(act, [])
    assert after["unsound"] == [], after["unsound"]
    assert f"{PROGRESS}.state=failed" not in after, "undisturbed it fails"
    before = fingerprint(databases.address_of(PREPARED), tables)
    return Undisturbed(act, before, moments, tables, after)


def _strike(known: Undisturbed, victim: str) -> str:
    """Strike at all chosen moments; return "" where nothing was lost or doubled.

    Where a strike has left the database as it was, it serves for the next one. The act is done
    again wherever something was left, and after every strike at a commit.
    """
    as_before = False
    for at in chosen(known.moments, victim):
        if not as_before:
            databases.clone(PREPARED, CLONE)
        died = _forked(CLONE, lambda at=at: _struck(known.act, victim, at))
        assert died == (-signal.SIGKILL if victim == "worker" else _DIED_OF_ITS_DATABASE), died
        if victim == "database":
            databases.start_again()
        as_before = _left(known) == known.before
        assert as_before or "d" in known.moments[:at], f"at {at} of {known.moments}: a part is left"
        if as_before and known.moments[at - 1] not in COMMITTING:
            continue
        *_, found = _told(known.act, known.tables)
        if found != known.after:
            return f"at {at} of {known.moments}: {differences(known.after, found)}"
        as_before = False
    return ""


def _left(known: Undisturbed) -> str:
    return fingerprint(databases.address_of(CLONE), known.tables)


def _prepare(act: str) -> None:
    from county import make_county
    from faults.acts import EVERY_ACT, KEY

    from mingcha.foundation.models import Job

    EVERY_ACT[act].prepare(make_county())
    Job.objects.create(key=KEY, title=act, page="/", started_by="lead")


def _done(act: str) -> str:
    with every_moment(lambda _: None) as seen:
        _do(act)
    return "".join(seen)


def _struck(act: str, victim: str, at: int) -> None:
    def strike(number: int) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL) if victim == "worker" else databases.kill(
                data_folder()
            )

    with every_moment(strike):
        try:
            _do(act)
        except Error as error:
            print(f"  {type(error).__name__}: {str(error)[:80]!r}", file=sys.stderr)
        os._exit(_DIED_OF_ITS_DATABASE)


def _do(act: str) -> None:
    from faults.acts import EVERY_ACT

    EVERY_ACT[act].do()


def _sent(act: str) -> list[str]:
    from faults.acts import EVERY_ACT

    return EVERY_ACT[act].sent()


def _told(act: str, tables: list[str]) -> tuple[str, list[str], Facts]:
    """Do the act on the copy, undisturbed; return its moments, and what its and those tables hold."""
    reader, writer = os.pipe()

    def tell() -> None:
        moments, written = _done(act), sorted({PROGRESS, *tables, *written_tables()})
        found = facts(written) | {"sent": _sent(act)}
        with os.fdopen(writer, "w") as answer:
            json.dump([moments, written, found], answer)

    child = _fork(CLONE, tell)
    os.close(writer)
    with os.fdopen(reader) as answer:
        told = answer.read()
    assert _ended(child) == 0
    moments, written, found = json.loads(told)
    return moments, written, found


def _forked(database: str, act: Callable[[], object]) -> int:
    """Act in a fork, on this database; returns how it ended, as subprocess tells it."""
    return _ended(_fork(database, act))


def _fork(database: str, act: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            for alias in connections:
                connections[alias].settings_dict["NAME"] = database
            act()
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    return child


def _ended(child: int) -> int:
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)
