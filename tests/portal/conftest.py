"""A county that has published something of every kind."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from county import County
from portal_case import Published, publish_everything

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))  # browsing.py, the pages' browser


@pytest.fixture
def publish(county: County, tmp_path: Path, monkeypatch) -> Callable[[str], Published]:
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path))

    def made(mode: str = "immediate") -> Published:
        return publish_everything(county, tmp_path, mode)

    return made


@pytest.fixture
def published(publish) -> Published:
    return publish()
