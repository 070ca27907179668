"""The demonstration, run once: the whole main job through the command line."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from mingcha.cli.main import main


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("home") / "demo"
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said):
        patch.setenv("MINGCHA_HOME", "overwritten by the demonstration")
        assert main(["demo", "--out", str(folder)]) == 0
    return folder, said.getvalue()


@pytest.fixture(scope="session")
def demo_bundle(demo: tuple[Path, str]) -> Path:
    return demo[0] / "抽取"
