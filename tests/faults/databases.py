"""The databases of a server that is killed: copying them, killing it, starting it again."""

from __future__ import annotations

import ctypes
import os
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

from mingcha.config.database import database_url, keep_database_running

EMPTY = "mingcha"
_GONE_WITHIN = 60  # seconds
_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


def adopt_orphans() -> None:
    """Become the parent of all whose parent dies: else a killed server is gone only when init looks."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def address_of(database: str) -> str:
    """Return the address of one of the server's databases."""
    return make_conninfo(database_url(), dbname=database)


def clone(source: str, target: str) -> None:
    """Copy a database, file by file: that is faster, and a crash right after it spares the copy."""
    with psycopg.connect(address_of("postgres"), autocommit=True) as plain:
        plain.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)")
        plain.execute(f"CREATE DATABASE {target} TEMPLATE {source} STRATEGY FILE_COPY")


def kill(data: Path) -> None:
    """Kill a data folder's server as a power cut does: all processes, none with time for anything."""
    number = (data / "postgres" / "postmaster.pid").read_text().split()[0]
    with suppress(psutil.NoSuchProcess):
        server = psutil.Process(int(number))
        for process in [server, *server.children(recursive=True)]:
            process.kill()


def start_again() -> None:
    """Start the killed server, and wait until it has recovered."""
    until = time.monotonic() + _GONE_WITHIN
    with suppress(ChildProcessError):  # when there is none left
        while True:
            os.waitpid(-1, 0)
    while not keep_database_running():
        assert time.monotonic() < until, "the server does not come back"
        time.sleep(0.1)
