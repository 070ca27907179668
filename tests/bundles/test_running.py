"""A folder that another program made is drawn as any other, once, and with the same bytes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from mingcha.bundles.engines import Engine
from mingcha.bundles.folder import Folder
from mingcha.bundles.running import run_draw
from mingcha.cli.main import main
from mingcha.core.draw.verification import verify

OUTPUTS = ("result.tsv", "assignment.tsv", "tickets.tsv")


@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize(
    "name", ["S1", "S2", "tight", "fallback", "edge", "edge_S2", "confidential"]
)
def test_every_vector_is_drawn_once(vectors: Path, tmp_path: Path, name, engine, capsys):
    folder = tmp_path / name
    shutil.copytree(vectors / name, folder, ignore=shutil.ignore_patterns(*OUTPUTS))
    if engine is Engine.DUCKDB and json.loads((folder / "plan.json").read_bytes())["suite"] == "S2":
        assert main(["draw", "run", str(folder), "--engine", engine]) == 2
        assert "SM3 的抽取请改用 core" in capsys.readouterr().err
        assert not (folder / "result.tsv").exists()
        return
    run_draw(Folder(folder), engine)
    for output in OUTPUTS:
        expected = vectors / name / output
        assert (folder / output).exists() == expected.exists()
        if expected.exists():
            assert (folder / output).read_bytes() == expected.read_bytes()
    assert all(verdict.passed for verdict in verify(Folder(folder)))
    assert main(["draw", "run", str(folder)]) == 2
    assert "同一计划不得重抽" in capsys.readouterr().err
