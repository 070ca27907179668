"""Draws in each mode of disclosure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from county import County
from publication_case import Case, drawn_case


@pytest.fixture
def drawn(county: County, tmp_path: Path, monkeypatch) -> Callable[..., Case]:
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path))  # taken back after the test

    def made(mode: str = "immediate", **options: object) -> Case:
        return drawn_case(county, tmp_path, mode=mode, **options)

    return made
