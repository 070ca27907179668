"""Small made-up registers, written as rows of heading and cell."""

from __future__ import annotations

import pytest

from mingcha.core.identifiers.uscc import check_character, organisation_check_character
from mingcha.core.intake.intake import take_in
from mingcha.core.intake.table import Row, Table


def _table(*rows: dict) -> Table:
    headings = tuple(dict.fromkeys(heading for row in rows for heading in row))
    lines = [headings, *(tuple(row.get(heading) for heading in headings) for row in rows)]
    return Table("名录", [Row(number, cells) for number, cells in enumerate(lines, start=1)])


def _intake(kind, *rows: dict):
    return take_in(_table(*rows), kind)


def _codes(intake) -> list[str]:
    return [
        each.rule.code for each in intake.findings if not each.rule.code.startswith("table.col")
    ]


def _uscc(number: int) -> str:
    body = f"MA{number:06d}"
    first = f"91130184{body}{organisation_check_character(body)}"
    return first + check_character(first)


@pytest.fixture(scope="session")
def table():
    return _table


@pytest.fixture(scope="session")
def intake():
    """``intake(KIND, {heading: cell}, …)``: what becomes of the rows."""
    return _intake


@pytest.fixture(scope="session")
def codes():
    """The codes of an intake's findings, those about columns left out."""
    return _codes


@pytest.fixture(scope="session")
def uscc():
    """``uscc(n)``: a made-up code in order."""
    return _uscc
