"""Every ratio and frequency of the real lists: 75 + 4 rows of Zhejiang 2017.

The lists of Hainan and Shenzhen have neither column. How many are read stands in the tests, so that
a change of the grammar tells what it wins or loses.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mingcha.core.ratios.frequency import read_frequency
from mingcha.core.ratios.ratio import read_ratio

COLUMNS = ("比例", "频次", "频率")


@pytest.fixture(scope="module")
def lists(shared_data: Path) -> dict[str, list[dict[str, str]]]:
    folder = shared_data / "item_lists"
    if not folder.is_dir():
        pytest.skip("the real item lists are not here")
    found = {}
    for path in sorted(folder.glob("*清单*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.name] = list(csv.DictReader(file))
    return found


def texts(lists: dict[str, list[dict[str, str]]], title: str) -> list[str]:
    return [row[title] for rows in lists.values() for row in rows if title in row]


def test_only_zhejiang_has_ratios_and_frequencies(lists: dict[str, list[dict[str, str]]]):
    having = [
        name
        for name, rows in lists.items()
        if any(word in "".join(map(str, rows[:3])) for word in COLUMNS)
    ]
    assert {name.partition("_")[0] for name in having} == {"浙江"}


def test_of_the_ratios_fifty_three_of_seventy_nine_are_read_whole(
    lists: dict[str, list[dict[str, str]]],
):
    given = texts(lists, "抽查比例")
    assert (len(given), len(set(given))) == (79, 26)
    readings = {text: read_ratio(text) for text in set(given)}
    whole = {text for text, reading in readings.items() if reading.facts and not reading.rest}
    partly = {text for text, reading in readings.items() if reading.facts and reading.rest}
    unread = set(given) - whole - partly
    assert (len(whole), len(partly), len(unread)) == (19, 2, 5)
    assert [sum(text in kind for text in given) for kind in (whole, partly, unread)] == [53, 4, 22]
    assert not any(sign in text for text in unread for sign in "%％‰")  # they name no figure


def test_of_the_frequencies_seventy_two_of_seventy_nine_are_read_whole(
    lists: dict[str, list[dict[str, str]]],
):
    given = texts(lists, "抽查频次")
    assert (len(given), len(set(given))) == (79, 25)
    readings = {text: read_frequency(text) for text in set(given)}
    whole = {text for text, reading in readings.items() if reading.facts and not reading.rest}
    unread = set(given) - whole
    assert unread == {"根据实际情况确定", "按照分层次监管，根据风险高低，依法属地确定。"}
    assert sum(text in whole for text in given) == 72
