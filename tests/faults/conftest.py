"""A PostgreSQL of its own for what kills it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from running_platform import unmeasured

from mingcha.config.database import embedded_server

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def doomed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server with one migrated database; yields the environment that names it."""
    folder = tmp_path_factory.mktemp("doomed") / "postgres"
    server = embedded_server(folder)
    # Killed processes lose nothing that the machine's memory keeps; only a power cut needs fsync.
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
    environment = unmeasured(os.environ)
    environment.pop("DATABASE_URL", None)
    environment |= {
        "DJANGO_SETTINGS_MODULE": "mingcha.config.settings",
        "MINGCHA_DATA": str(folder.parent),
        "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS / "faults")]),
    }
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=environment, check=True, timeout=300)
    yield environment
    server.ensure_postgres_running()
    server.cleanup()
