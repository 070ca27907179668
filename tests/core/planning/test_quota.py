"""What plan lines ask for, in the forms that real plans write."""

from __future__ import annotations

import pytest

from mingcha.core.errors import Refusal
from mingcha.core.planning.quota import read_quota


@pytest.mark.parametrize(
    ("text", "objects", "drawn"),
    [
        ("3%", 1000, 30),
        ("3%", 1001, 31),
        ("0.5%", 1000, 5),
        ("2‰", 1000, 2),
        ("百分之五", 100, 5),
        ("20户", 1000, 20),
        ("20户", 7, 7),
        ("≥3%", 1000, 30),
        ("不低于3%", 1000, 30),
        ("3%以上", 1000, 30),
        ("不超过5%", 1000, 50),
        ("≤5%", 1000, 50),
        ("3%-5%", 1000, 30),
        ("3%至5%", 1000, 30),
        ("3-5%", 1000, 30),
        ("不少于20户", 1000, 20),
        ("10-20户", 1000, 10),
        ("100户以下50%；1000户以下10%；其余3%", 100, 50),
        ("100户以下50%；1000户以下10%；其余3%", 101, 11),
        ("100户以下50%；1000户以下10%；其余3%", 10_000, 300),
        ("100%", 12, 12),
        ("0%", 12, 0),
    ],
)
def test_every_form_of_a_real_plan_says_how_many(text: str, objects: int, drawn: int):
    assert read_quota(text).planned(objects) == drawn


@pytest.mark.parametrize(
    "text",
    ["", "若干", "3", "101%", "1000%", "0.001%", "5%-3%", "3%-20户", "2.5户", "100户以下50%", "其余3%；100户以下50%",
     "100户以下50%；50户以下10%；其余3%", "3%；5%", "按专项计划确定"],
)  # fmt: skip
def test_what_is_none_is_refused_with_how_one_is_written(text: str):
    with pytest.raises(Refusal, match="写成 3%"):
        read_quota(text)


def test_what_is_asked_for_by_number_is_told_even_where_there_are_fewer():
    assert read_quota("20户").asked(7) == 20
    assert read_quota("50%").asked(7) == 4


@pytest.mark.parametrize(
    ("text", "planned", "most"),
    [
        ("3%", "3%", "3%"),
        ("≥3%", "3%", None),
        ("≤20户", "20户", "20户"),
        ("3%-5%", "3%", "5%"),
    ],
)
def test_a_bound_leaves_something_to_decide(text: str, planned: str, most: str | None):
    tier = read_quota(text).tier(10)
    assert (tier.planned.told, tier.most.told if tier.most else None) == (planned, most)
