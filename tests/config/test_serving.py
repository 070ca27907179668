"""The program that runs everything: what dies comes back, what is stopped is gone, data stay."""

from __future__ import annotations

import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from running_platform import RunningPlatform

from mingcha.config import serving
from mingcha.config.serving import Child, keep_running

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
DIES = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def without_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "keep_database_running", lambda: True)
    monkeypatch.setattr(serving, "_LOOK_EVERY", 0.05)


def test_who_keeps_dying_at_once_is_named_and_the_others_are_stopped(without_database: None):
    steady = Child("网页服务", SLEEPS)
    assert keep_running([steady, Child("后台作业", DIES)]) == "后台作业"
    assert steady.process is not None
    assert steady.process.poll() is not None


def test_who_dies_is_started_again():
    child = Child("后台作业", SLEEPS)
    child.start()
    assert child.process is not None
    first = child.process
    first.kill()
    first.wait()
    assert child.look()
    assert child.process is not first
    child.stop()
    child.stop()  # what has ended is left alone
    assert child.process.poll() is not None


def test_who_does_not_end_when_asked_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(serving, "_PATIENCE", 0.2)
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    child = Child("后台作业", [sys.executable, "-c", deaf])
    child.start()
    time.sleep(0.5)
    child.stop()
    assert child.process is not None
    assert child.process.returncode == -9


@pytest.mark.slow
def test_what_is_killed_comes_back_and_ctrl_c_ends_everything(tmp_path: Path):
    platform = RunningPlatform(tmp_path)
    platform.start()
    platform.fill()
    victims = [platform.postmaster(), *platform.processes()]
    for victim in victims:
        with suppress(psutil.NoSuchProcess):  # it ended with the one before
            victim.kill()
    psutil.wait_procs(victims, timeout=20)
    platform.wait_until(lambda: platform.answers() and _has_worker(platform))
    children = [*platform.processes(), platform.postmaster()]
    assert platform.stop() == 0, platform.said()
    assert "已停止，数据保留" in platform.said()
    assert not [child for child in children if _lives(child)]
    platform.start()
    assert platform.signs_in("lead")
    assert platform.stop() == 0


def _lives(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def _has_worker(platform: RunningPlatform) -> bool:
    return any("procrastinate" in child.cmdline() for child in platform.processes())


def test_a_port_in_use_is_told(tmp_path: Path):
    platform = RunningPlatform(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", platform.port))
        taken.listen()
        assert platform.refused() == 2
    assert "可能已有一个明察在运行" in platform.said()
    assert not (tmp_path / "postgres").exists()
