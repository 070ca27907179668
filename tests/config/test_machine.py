"""The memory that a container allows counts, not that of the machine around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from psutil import virtual_memory

from mingcha.config import machine

TWO = 2 << 30


@pytest.mark.parametrize(
    ("groups", "file"),
    [
        ("0::/app", "app/memory.max"),
        ("0::/app", "memory.max"),
        ("4:memory:/app\n1:cpu:/", "memory/app/memory.limit_in_bytes"),
        ("4:cpu,memory:/\n", "memory/memory.limit_in_bytes"),
    ],
)
def test_the_least_limit_counts(tmp_path: Path, monkeypatch, groups: str, file: str):
    (tmp_path / "groups").write_text(groups)
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(f"{TWO}\n")
    monkeypatch.setattr(machine, "_GROUPS", tmp_path / "groups")
    monkeypatch.setattr(machine, "_ROOT", tmp_path)
    assert machine.memory_allowed() == TWO


@pytest.mark.parametrize("limit", ["max", str(1 << 62)])
def test_without_a_limit_it_is_the_machines(tmp_path: Path, monkeypatch, limit: str):
    (tmp_path / "memory.max").write_text(limit)
    monkeypatch.setattr(machine, "_GROUPS", tmp_path / "absent")
    monkeypatch.setattr(machine, "_ROOT", tmp_path)
    assert machine.memory_allowed() == virtual_memory().total
