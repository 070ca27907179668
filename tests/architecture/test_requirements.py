"""The table of requirements names what exists, and is complete."""

from __future__ import annotations

import re
from pathlib import Path

from named_tests import is_test, names

from mingcha.orgs.parameters import CATALOGUE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "requirements.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| R-")
]
STATES = {"done", "partly", "not yet", "out of scope"}


def test_every_number_stands_once_in_order():
    assert [row[0] for row in ROWS] == [f"R-{number:03}" for number in range(1, 155)]
    assert {len(row) for row in ROWS} == {6}


def test_states_are_of_the_four_words_and_counted():
    states = [row[2] for row in ROWS]
    assert set(states) <= STATES
    told = ", ".join(
        f"{states.count(state)} {state}" for state in ("done", "partly", "not yet", "out of scope")
    )
    assert f"Of {len(ROWS)}: {told}." in PAGE


def test_every_named_module_exists():
    modules = [name for row in ROWS for name in names(row[3])]
    assert [name for name in modules if not (ROOT / "src" / "mingcha" / name).is_file()] == []


def test_every_named_test_exists():
    assert [name for row in ROWS for name in names(row[4]) if not is_test(name)] == []


def test_what_is_met_names_code_and_a_test():
    met = [row for row in ROWS if row[2] in {"done", "partly"}]
    assert [row[0] for row in met if not (names(row[3]) and names(row[4]))] == []


def test_what_is_missing_is_told_where_something_is():
    told = {row[0] for row in ROWS if row[5] != "–"}
    assert told == {row[0] for row in ROWS if row[2] in {"partly", "not yet"}}


RULINGS = re.findall(r"^\| (G-\d+) \| (?:`([^`]+)`|–) \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)


def test_every_ruling_names_its_parameter():
    numbers = [int(ruling[2:]) for ruling, _, _ in RULINGS]
    assert sorted(set(numbers)) == list(range(1, 18))
    assert numbers == sorted(numbers)
    assert {key for _, key, _ in RULINGS if key} <= set(CATALOGUE)
    assert all(state.startswith("settled") for _, key, state in RULINGS if not key)


def test_a_ruling_is_read_exactly_where_the_page_says_so():
    for _, key, state in RULINGS:
        if not key:
            continue
        readers = {path for path in names(state) if _asks_for(ROOT / "src" / "mingcha" / path, key)}
        assert readers == set(names(state)), key


def test_no_parameter_is_a_dead_switch():
    assert [key for key in CATALOGUE if not _readers(key)] == []


def _readers(key: str) -> list[Path]:
    sources = (ROOT / "src" / "mingcha").rglob("*.py")
    catalogue = {"parameters.py", "parameter_values.py"}
    return [path for path in sources if path.name not in catalogue and _asks_for(path, key)]


def _asks_for(path: Path, key: str) -> bool:
    return path.is_file() and f'"{key}"' in path.read_text("utf-8")
