"""The table of attacks is that of the protocol, and names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from named_tests import is_test, names

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "attacks.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| attack", "| ---"))
]


def test_every_named_test_exists():
    assert [name for name in names(PAGE) if "::" in name and not is_test(name)] == []


def test_every_attack_is_tried_on_files_and_against_the_database_and_by_pages_where_there_are_any():
    for attack, pages, database, files in ROWS:
        assert names(database), attack
        assert names(files), attack
        assert names(pages) or pages.startswith("none: "), attack


def test_the_attacks_are_those_of_the_protocol(shared_data: Path):
    protocol = shared_data.parent / "design" / "draw-protocol.md"
    if not protocol.is_file():
        pytest.skip("the protocol is not here")
    section = protocol.read_text("utf-8").partition("## 14 ")[2].partition("\n## ")[0]
    listed = " ".join(section.splitlines()[1:]).rstrip(". ").split(" · ")
    told = [re.sub(r" \([^)]*\)$", "", each.strip()) for each in listed]
    assert [row[0] for row in ROWS] == told
