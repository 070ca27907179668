from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from mingcha.core.identifiers.object_code import CodeKind, read_object_code
from mingcha.demo.entity import AS_OF, IN_BUSINESS, entities
from mingcha.demo.words.trades import TRADES

if TYPE_CHECKING:
    from pathlib import Path


def test_names_and_codes_are_unique() -> None:
    assert len({entity.name for entity in entities()}) == 5000
    assert len({entity.code for entity in entities()}) == 5000


def test_all_codes_are_in_order_and_a_handful_are_old_numbers() -> None:
    codes = [read_object_code(entity.code) for entity in entities()]
    assert not [code for code in codes if code.notes]
    kinds = Counter(code.kind for code in codes)
    assert kinds[CodeKind.USCC] > 4950
    assert kinds[CodeKind.REGISTRATION_NUMBER] >= 5
    assert kinds[CodeKind.COOPERATIVE_NUMBER] >= 1


@pytest.mark.parametrize(("risk_class", "percent"), [("A", 73), ("B", 19), ("C", 5), ("D", 3)])
def test_the_risk_classes_are_mixed_as_in_a_real_county(risk_class: str, percent: int) -> None:
    share = sum(entity.risk_class == risk_class for entity in entities()) / 50
    assert share == pytest.approx(percent, abs=1.5)


def test_every_trade_and_township_is_there() -> None:
    assert {entity.trade for entity in entities()} == set(TRADES)
    assert len({entity.township for entity in entities()}) == 12


def test_who_is_out_of_business_is_excluded() -> None:
    gone = [entity for entity in entities() if entity.status != IN_BUSINESS]
    assert {entity.exclusion for entity in gone} == {"已注销", "已吊销"}
    assert 100 < len(gone) < 250
    there = [entity for entity in entities() if entity.status == IN_BUSINESS]
    assert Counter(entity.exclusion for entity in there)["本年度已检查"] > 100


def test_nobody_was_founded_after_the_list_was_made() -> None:
    assert all(entity.established <= AS_OF for entity in entities())


def test_trades_are_classes_of_the_standard(shared_data: Path) -> None:
    with (shared_data / "codes" / "gbt4754_2017.csv").open(encoding="utf-8-sig") as lines:
        classes = {row["code"][1:]: row["name"] for row in csv.DictReader(lines)}
    assert {trade.code: trade.name for trade in TRADES}.items() <= classes.items()
