"""Killing the worker or PostgreSQL in the middle of an act loses and doubles nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("struck.py")


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["worker", "database"])
@pytest.mark.parametrize("act", ["import", "undo", "freeze", "draw", "publication"])
def test_an_act_struck_anywhere_is_done_once(doomed: dict[str, str], act: str, victim: str):
    tried = subprocess.run(
        [sys.executable, SCRIPT, act, victim],
        env=doomed,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert tried.stdout.count("nothing lost or doubled") >= 6
