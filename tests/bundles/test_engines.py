"""Which engine draws: the one asked for, else the one that suits the size; the bytes are the same."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from mingcha.bundles.engines import Engine, registers_loader, verifying_loader
from mingcha.bundles.folder import Folder
from mingcha.bundles.running import run_draw
from mingcha.core.draw import bundle
from mingcha.core.draw.verification import verify
from mingcha.core.errors import Refusal


@pytest.fixture
def ready(county):
    folder = county.freeze("ready", county.write_rules("confidential"))
    county.seal(folder)
    county.reveal(folder)
    return folder


def test_both_engines_write_the_same_bytes(ready, tmp_path):
    written = {}
    for engine in Engine:
        shutil.copytree(ready.path, tmp_path / engine)
        folder = Folder(tmp_path / engine)
        assert run_draw(folder, engine).engine is engine
        names = ("result.tsv", "tickets.tsv", "assignment.tsv")
        written[engine] = [folder.read(name, 1 << 20) for name in names]
        assert json.loads(folder.read("transcript.json", 1 << 20))["engines"] == [engine]
        for verifier in Engine:
            verdicts = verify(folder, verifying_loader(folder, verifier))
            assert all(verdict.passed for verdict in verdicts)
    assert written[Engine.CORE] == written[Engine.DUCKDB]


def test_small_registers_are_drawn_by_the_reference_engine(ready):
    assert registers_loader(ready, bundle.load_plan(ready))[0] is Engine.CORE


def test_large_registers_are_drawn_by_duckdb_but_never_with_sm3(vectors):
    folder = Folder(vectors / "S1")
    plan = bundle.load_plan(folder)
    frame = plan.frames[0]
    large = type(frame.register)(frame.register.root, 60_000, frame.register.file_hash)
    grown = _with_register(plan, large)
    assert registers_loader(folder, grown)[0] is Engine.DUCKDB
    chinese = Folder(vectors / "S2")
    plan = bundle.load_plan(chinese)
    assert registers_loader(chinese, _with_register(plan, large))[0] is Engine.CORE
    _, load = registers_loader(chinese, plan, Engine.DUCKDB)
    with pytest.raises(Refusal, match="SM3"):
        load(chinese, plan)


def _with_register(plan, register):
    first, *others = plan.frames
    return replace(plan, frames=(replace(first, register=register), *others))
