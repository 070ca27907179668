"""Work that takes long shows that it goes on, to people only."""

from __future__ import annotations

import io
import sys
import time

from mingcha.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_shows_a_sign_of_life_and_cleans_up(monkeypatch):
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    monkeypatch.setattr(progress, "_SECONDS_OF_PATIENCE", 0.05)
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN_SIGNS", 0.05)
    with progress.working("正在抽取"):
        time.sleep(0.5)
    assert "正在抽取，已用 00:00" in screen.getvalue()
    assert screen.getvalue().endswith("\r")


def test_the_time_told_counts_from_the_beginning(monkeypatch):
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN_SIGNS", 0.05)
    with progress.working("正在抽取"):
        time.sleep(2.3)
    assert "已用 00:02" in screen.getvalue()
    assert "已用 00:00" not in screen.getvalue()


def test_short_work_and_machines_are_not_bothered(monkeypatch):
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    with progress.working("正在抽取"):
        pass
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    with progress.working("正在抽取"):
        pass
    assert screen.getvalue() == pipe.getvalue() == ""
