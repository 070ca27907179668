"""The platform as people run it: ``mingcha serve`` with a database of its own, on a free port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import psutil
from county import PASSWORD

TESTS = Path(__file__).parent
_MINGCHA = Path(sys.executable).with_name("mingcha")
_STARTS_WITHIN = 300  # seconds: other work may hold the machine
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
        self._launch()
        self.wait_until(lambda: self._process_lives() and self.answers())

    def refused(self) -> int:
        """Start it where it cannot; returns the exit code."""
        return self._launch().wait(_STOPS_WITHIN)

    def _launch(self) -> subprocess.Popen[bytes]:
        command = [_MINGCHA, "serve", "--empty", "--port", str(self.port)]
        with (self.folder / "said.txt").open("ab") as said:
            self._process = subprocess.Popen(
                command, env=self._environment(), stdout=said, stderr=said
            )
        return self._process

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

    def _process_lives(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.said()
        return True

    def processes(self) -> list[psutil.Process]:
        """Return what it has started: the web server's, the worker's."""
        assert self._process is not None
        return psutil.Process(self._process.pid).children(recursive=True)

    def postmaster(self) -> psutil.Process:
        """Return its database's first process."""
        number = (self.folder / "postgres" / "postmaster.pid").read_text().split()[0]
        return psutil.Process(int(number))

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds, for which looking may fail at first."""
        until = time.monotonic() + _STARTS_WITHIN
        while not _now(holds):
            assert time.monotonic() < until, self.said()
            time.sleep(0.2)

    def answers(self) -> bool:
        """Tell whether the portal's first page comes; it reads the database."""
        with urlopen(f"{self.address}/public/", timeout=5) as answer:
            return bool(answer.status == 200)

    def signs_in(self, username: str) -> bool:
        """Tell whether a persona of the small county still gets in."""
        page = f"{self.address}/account/sign-in/"
        browser = build_opener(HTTPCookieProcessor())
        form = browser.open(page, timeout=20).read().decode()
        token = re.findall('name="csrfmiddlewaretoken" value="([^"]+)"', form)[0]
        given = {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": token}
        request = Request(page, urlencode(given).encode(), {"Referer": page})
        return "/account/" not in browser.open(request, timeout=20).url

    def said(self) -> str:
        """Return what it has printed."""
        return (self.folder / "said.txt").read_text("utf-8")

    def _environment(self) -> dict[str, str]:
        inherited = unmeasured(os.environ)
        inherited.pop("DATABASE_URL", None)
        return {
            **inherited,
            "MINGCHA_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "mingcha.config.settings",
        }


def unmeasured(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment for processes that are killed: they would leave broken measurements."""
    return {name: value for name, value in environment.items() if "COVERAGE" not in name}


def _now(holds: Callable[[], bool]) -> bool:
    try:
        return holds()
    except (OSError, psutil.Error):  # refused, reset, timed out, gone
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
