"""The sealed plan: its hash and its parts."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw.plan import Disclosure, Mode, register_path

if TYPE_CHECKING:
    from conftest import Bundle


def test_the_plan_hashes_of_the_vectors(vector_bundle: Bundle, summary: dict[str, Any]) -> None:
    assert vector_bundle.plan.hash == summary["plan_hash"]


def test_the_plan_hash_is_that_of_the_canonical_form(undrawn_village: Bundle) -> None:
    canonical = undrawn_village["plan.json"]
    expected = sha256(b"SSJ-DRAW/1|PLAN\n" + canonical).hexdigest()
    assert undrawn_village.plan.hash == expected


def test_white_space_and_order_of_keys_do_not_change_the_plan_hash(
    undrawn_village: Bundle,
) -> None:
    plan = undrawn_village.plan
    backwards = dict(reversed(undrawn_village.json("plan.json").items()))
    undrawn_village["plan.json"] = json.dumps(backwards, indent=3).encode()
    assert undrawn_village.plan.hash == plan.hash


def test_the_frames_drawn_from_are_in_plan_order(vectors: Any, make_bundle: type[Bundle]) -> None:
    edge = make_bundle({"plan.json": (vectors / "edge" / "plan.json").read_bytes()})
    assert [frame.code for frame in edge.plan.drawing_frames] == ["MAIN", "TAX"]
    assert [frame.code for frame in edge.plan.frames] == ["MAIN", "TAX", "FIRE", "EMPTY"]


@pytest.mark.parametrize(
    ("mode", "is_sealed"),
    [(Mode.IMMEDIATE, False), (Mode.DEFERRED, True), (Mode.CONFIDENTIAL, True)],
)
def test_what_is_not_published_at_once_is_salted(mode: Mode, *, is_sealed: bool) -> None:
    assert Disclosure(mode, "").is_sealed is is_sealed


def test_a_register_lies_in_its_folder() -> None:
    assert register_path("MAIN") == "registers/MAIN.tsv"
