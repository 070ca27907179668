"""The platform as people run it: ``mingcha serve`` with a database of its own, on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

TESTS = Path(__file__).parents[1]
_MINGCHA = Path(sys.executable).with_name("mingcha")
_STARTS_WITHIN = 120
_STOPS_WITHIN = 60
_FILL = """
import django
django.setup()
from small_county import small_county
small_county()
"""


class RunningPlatform:
    """One platform whose data lie in a folder; ``start`` and ``stop`` as often as wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [_MINGCHA, "serve", "--empty", "--port", str(self.port)]
        with (self.folder / "said.txt").open("ab") as said:
            self._process = subprocess.Popen(
                command, env=self._environment(), stdout=said, stderr=said
            )
        until = time.monotonic() + _STARTS_WITHIN
        while not self._answers():
            assert self._process.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.2)

    def fill(self) -> None:
        """Put the small county in, beside the running platform."""
        path = os.pathsep.join([str(TESTS), str(TESTS / "journeys")])
        subprocess.run(
            [sys.executable, "-c", _FILL],
            env={**self._environment(), "PYTHONPATH": path},
            check=True,
            timeout=_STARTS_WITHIN,
        )

    def stop(self) -> int:
        """Stop it as Ctrl-C does; returns the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(_STOPS_WITHIN)

    def said(self) -> str:
        """Return what it has printed."""
        return (self.folder / "said.txt").read_text("utf-8")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/account/sign-in/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def _environment(self) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        return {
            **inherited,
            "MINGCHA_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "mingcha.config.settings",
        }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
