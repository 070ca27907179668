from __future__ import annotations

import pytest

from mingcha.core.intake.risk_class import read_risk_class


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("A", "A"),
        ("Ｂ类", "B"),
        ("c级", "C"),
        ("E", "E"),
        ("低风险", "A"),
        ("一般", "B"),
        ("信用风险一般", "B"),
        ("较高风险", "C"),
        ("高 风 险", "D"),
        ("信用风险高类", "D"),
        ("A（低风险）", "A"),
        ("高风险(D类)", "D"),
    ],
)
def test_a_class_is_a_letter(text: str, letter: str) -> None:
    assert read_risk_class(text) == letter


@pytest.mark.parametrize("text", ["F", "中风险", "1级", "AB", "A（高风险）", "未评级", "AAA"])
def test_an_unknown_class_is_none(text: str) -> None:
    assert read_risk_class(text) is None
