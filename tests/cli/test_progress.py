from __future__ import annotations

import io
import sys

import pytest

from mingcha.cli import progress
from mingcha.cli.progress import progress_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_things_pass_unchanged_and_unseen(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress_bar(range(5), "检查")) == [0, 1, 2, 3, 4]
    assert capsys.readouterr().err == ""


def test_a_person_sees_it_only_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert sum(progress_bar(range(5), "检查", total=5)) == 10
    assert terminal.getvalue() == ""
    monkeypatch.setattr(progress, "_SECONDS_OF_PATIENCE", 0)
    assert sum(progress_bar(range(5), "检查", total=5)) == 10
    assert "检查" in terminal.getvalue()
