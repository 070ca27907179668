"""A PostgreSQL of its own for what kills it, and the process that strikes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from shutil import disk_usage, rmtree
from tempfile import mkdtemp

import pytest
from django.db import connection
from faults.databases import EMPTY, kill
from faults.struck import serve
from psycopg.conninfo import make_conninfo
from running_platform import unmeasured

from mingcha.config.database import database_url, embedded_server

_ANSWERS_WITHIN = 300  # seconds
_ROOM = 2 << 30  # twice what it takes


@pytest.fixture(scope="session")
def doomed(django_db_setup: None) -> Iterator[Path]:
    """A server with one migrated database, copied from the tests' own; yields the data folder.

    It lies outside pytest's folders: whenever another pytest begins, that takes from all but its own user
    the right to enter them, and root's server runs as another user.
    """
    folder = Path(mkdtemp(prefix="doomed-", dir=_in_memory()))
    server = embedded_server(folder / "postgres")
    # Killed processes lose nothing that the machine's memory keeps; only a power cut needs fsync.
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("ALTER SYSTEM SET autovacuum = off;")  # it would keep databases from being copied
    server.psql("SELECT pg_reload_conf();")
    server.psql(f"CREATE DATABASE {EMPTY} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';")
    source = make_conninfo(database_url(), dbname=connection.settings_dict["NAME"])
    dump = [server.bin_path / "pg_dump", "--no-owner", "--no-privileges", f"--dbname={source}"]
    schema = subprocess.run(dump, capture_output=True, check=True, timeout=_ANSWERS_WITHIN).stdout
    restore = [server.bin_path / "psql", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    address = server.get_uri(database=EMPTY)
    subprocess.run([*restore, address], input=schema, check=True, timeout=_ANSWERS_WITHIN)
    server.stop()  # who strikes it starts it
    yield folder
    kill(folder)
    rmtree(folder)


def _in_memory() -> Path | None:
    """Return where files lie in memory, if there is room: copying a database is ten times as fast."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and disk_usage(memory).free > _ROOM
    return memory if has_room else None


@pytest.fixture(scope="session")
def strike(doomed: Path) -> Iterator[Callable[[str, str], str]]:
    """What strikes an act and its victim, in a process of its own; returns what went wrong."""
    ours, theirs = get_context("spawn").Pipe()
    environment = {"MINGCHA_DATA": str(doomed)}
    process = get_context("spawn").Process(target=serve, args=(theirs, environment), daemon=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in set(os.environ) - set(unmeasured(os.environ)):
            patch.delenv(name)
        process.start()
    theirs.close()

    def struck(act: str, victim: str) -> str:
        ours.send((act, victim))
        assert ours.poll(_ANSWERS_WITHIN), "it does not come to an end"
        return str(ours.recv())

    yield struck
    process.kill()
    process.join()
    ours.close()
