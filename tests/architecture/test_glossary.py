from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

GLOSSARY = Path(__file__).parents[2] / "docs" / "reference" / "glossary.md"
ROW = re.compile(r"\| (.+?) \| `([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)` \| (.+) \|")


def test_every_row_is_term_identifier_and_meaning() -> None:
    tables = re.findall(r"(?<=\| --- \| --- \| --- \|\n)(?:\|.*\n)+", GLOSSARY.read_text("utf-8"))
    assert len(tables) == 5
    for line in "".join(tables).splitlines():
        assert ROW.fullmatch(line), line


def test_a_chinese_term_has_one_row() -> None:
    assert _repeated(term for term, _, _ in _rows()) == []


def test_an_identifier_means_one_thing() -> None:
    assert _repeated(identifier for _, identifier, _ in _rows()) == []


def test_a_value_names_a_field_of_the_glossary() -> None:
    identifiers = {identifier for _, identifier, _ in _rows()}
    assert {identifier.partition(".")[0] for identifier in identifiers} <= identifiers


def _rows() -> list[tuple[str, str, str]]:
    rows = ROW.findall(GLOSSARY.read_text("utf-8"))
    assert len(rows) > 150
    return rows


def _repeated(words: Iterable[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]
