"""Our own PostgreSQL starts however long it takes, as after a power cut on a slow disk."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running_platform import unmeasured

STARTED = (
    "from mingcha.config.database import database_url, {name}; print(database_url(), {name}())"
)
RECOVERY_S = 14


def answer(folder: Path, name: str) -> str:
    """What a new process of the data folder is told."""
    surroundings = unmeasured(os.environ) | {"MINGCHA_DATA": str(folder)}
    surroundings.pop("DATABASE_URL", None)
    asked = [sys.executable, "-c", STARTED.format(name=name)]
    return subprocess.run(
        asked, env=surroundings, check=True, timeout=200, capture_output=True, text=True
    ).stdout


@pytest.mark.slow
def test_a_start_that_takes_longer_than_ten_seconds_is_waited_for(tmp_path: Path):
    assert "mingcha" in answer(tmp_path, "keep_database_running")  # made, and stopped again
    postgres = tmp_path / "postgres"
    signal = postgres / "recovery.signal"
    signal.touch()
    owner = postgres.stat()
    os.chown(signal, owner.st_uid, owner.st_gid)
    with (postgres / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
        settings.write(f"restore_command = 'sleep {RECOVERY_S}; false'\n")
    begun = time.monotonic()
    assert "True" in answer(tmp_path, "keep_database_running")
    assert time.monotonic() - begun > RECOVERY_S
