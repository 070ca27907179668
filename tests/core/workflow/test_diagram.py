"""The generated reference is the one that is committed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mingcha.core.workflow import diagram
from mingcha.core.workflow.tables import MACHINES

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "states.md"


def test_a_machine_as_a_diagram(machine) -> None:
    assert diagram.mermaid(machine).splitlines() == [
        "stateDiagram-v2",
        '    state "草稿" as draft',
        '    state "已签发" as signed',
        '    state "已退回" as returned',
        '    state "已寄出" as sent',
        '    state "已销毁" as torn',
        "    [*] --> draft",
        "    draft --> signed : 签发",
        "    returned --> signed : 签发",
        "    signed --> returned : 退回",
        "    signed --> sent : 寄出",
        "    draft --> torn : 销毁",
        "    signed --> torn : 销毁",
        "    sent --> [*]",
        "    torn --> [*]",
    ]


def test_a_machine_as_a_table(machine) -> None:
    lines = diagram.table(machine).splitlines()
    assert lines[:3] == [
        "| From | Action | To | Permission | Guards |",
        "| --- | --- | --- | --- | --- |",
        "| `draft` 草稿 | `sign` 签发 | `signed` 已签发 | `letter.sign` | `not_drafter`, `has_text` |",
    ]
    assert lines[4] == "| `signed` 已签发 | `return` 退回 | `returned` 已退回 | `letter.send` | |"
    assert len(lines) == 2 + len(machine.transitions)


def test_the_committed_page_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    diagram.main()
    assert capsys.readouterr().out == PAGE.read_text("utf-8")


def test_the_command_in_the_pages_head_writes_it() -> None:
    command = [sys.executable, "-X", "utf8", "-m", "mingcha.core.workflow.diagram"]
    written = subprocess.run(command, capture_output=True, check=True).stdout
    assert written.decode("utf-8").replace("\r\n", "\n") == PAGE.read_text("utf-8")
    assert " ".join(command[3:]) in PAGE.read_text("utf-8").splitlines()[0]


def test_every_noun_is_in_the_page() -> None:
    for machine in MACHINES.values():
        assert f"## `{machine.name}` {machine.title}\n" in PAGE.read_text("utf-8")
