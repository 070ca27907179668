"""Ratios as plans write them."""

from __future__ import annotations

import pytest

from mingcha.core.errors import Refusal
from mingcha.plans.ratios import check_ratios, share_bp

LEVELS = ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("text", "bp"),
    [("3%", 300), ("0.5%", 50), ("2‰", 20), ("100%", 10_000), ("0.05%", 5), ("2.5‰", 25)],
)
def test_shares_are_basis_points(text: str, bp: int):
    assert share_bp(text) == bp


@pytest.mark.parametrize("text", ["", "3", "101%", "3.123%", "0.05‰", "三成", "-1%", "3 %"])
def test_other_words_are_no_shares(text: str):
    assert share_bp(text) is None


def test_one_ratio_for_all_or_one_for_each_class():
    check_ratios({"ALL": "20户"}, LEVELS)
    check_ratios({"A": "1%", "B": "1%", "C": "10户", "D": "100%"}, LEVELS)
    with pytest.raises(Refusal, match="全部类别"):
        check_ratios({"A": "1%"}, LEVELS)


def test_higher_risk_never_has_the_lower_ratio():
    with pytest.raises(Refusal, match="C类风险高于B类"):
        check_ratios({"A": "1%", "B": "5%", "C": "3%", "D": "50%"}, LEVELS)


@pytest.mark.parametrize(("level", "name"), [("ALL", "总比例"), ("B", "B类比例")])
def test_a_ratio_of_unknown_form_is_named(level: str, name: str):
    ratios = {"ALL": "许多"} if level == "ALL" else dict.fromkeys(LEVELS, "1%") | {"B": "许多"}
    with pytest.raises(Refusal, match=name):
        check_ratios(ratios, LEVELS)
