"""Running everything on one machine: the database, the web server, the job worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

from mingcha.config.database import database_url, keep_database_running

_LOOK_EVERY = 0.5
_PATIENCE = 20
_QUICK_DEATH = 5.0
_QUICK_DEATHS_BORNE = 3


@dataclass
class Child:
    """A process that is started anew when it dies, unless it keeps dying at once."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the parent alone."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, env={**os.environ, **self.environment}, start_new_session=True
        )

    def look(self) -> bool:
        """Start it again where it died; False where it keeps dying."""
        if self.process is None or self.process.poll() is None:
            return True
        lived = time.monotonic() - self.started
        self.quick_deaths = self.quick_deaths + 1 if lived < _QUICK_DEATH else 0
        if self.quick_deaths >= _QUICK_DEATHS_BORNE:
            return False
        self.start()
        return True

    def stop(self) -> None:
        """Ask it to end, and end it where it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def children(host: str, port: int) -> list[Child]:
    """Return the web server and the job worker; only their parent looks after the database."""
    python = [sys.executable, "-m"]
    gunicorn = ["gunicorn", "mingcha.config.wsgi", "--worker-class", "gthread", "--workers", "2"]
    settings = ["--threads", "4", "--timeout", "120", "--bind", f"{host}:{port}"]
    quiet = ["--log-level", "warning", "--no-control-socket"]
    worker = ["django", "procrastinate", "worker", "--concurrency", "1"]
    environment = {
        "DJANGO_SETTINGS_MODULE": "mingcha.config.settings",
        "DATABASE_URL": database_url(),
    }
    return [
        Child("网页服务", [*python, *gunicorn, *settings, *quiet], environment=environment),
        Child("后台作业", [*python, *worker], environment=environment),
    ]


def keep_running(processes: Sequence[Child]) -> str:
    """Run the children until a signal comes; returns the name of one that keeps dying, or "".

    Our own database is started again as well, before those who need it are looked at.
    """
    stopping: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        stopping.append(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for child in processes:
            child.start()
        while not stopping:
            time.sleep(_LOOK_EVERY)
            if not keep_database_running():
                continue  # without it the others could only die again
            broken = next((child for child in processes if not child.look()), None)
            if broken:
                return broken.name
        return ""
    finally:
        for child in reversed(processes):
            child.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
