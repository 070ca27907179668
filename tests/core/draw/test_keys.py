"""Keys and tickets, by their formulas and by the single ticket of protocol section 13."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw import keys
from mingcha.core.draw.suites import SUITES

if TYPE_CHECKING:
    from conftest import Bundle

S1 = SUITES["S1"]
SEED = "5eed" * 16


def test_the_single_ticket() -> None:
    assert (
        keys.ticket(S1, "745dafbc301616e343c47a1a73fccbf1", "9111010503A23CLX9E")
        == "009c5c6ce07a0914de9b72c5f6154ef1119e5121bccbeece5c6ff66c7d56d4c5"
    )


@pytest.mark.parametrize("label", ["OBJ", "SALT"])
def test_a_key_is_half_a_hash_as_text(label: str) -> None:
    expected = sha256(f"SSJ-DRAW/1|KEY\n{SEED}\n{label}".encode()).hexdigest()[:32]
    assert keys.key(S1, SEED, label) == expected


def test_the_labels() -> None:
    assert (keys.OBJECTS, keys.SALTS) == ("OBJ", "SALT")


@pytest.mark.parametrize(("number", "label"), [(1, "ASG"), (2, "ASG2"), (3, "ASG3"), (12, "ASG12")])
def test_each_round_of_the_assignment_has_its_key(number: int, label: str) -> None:
    assert keys.assignment_key(S1, SEED, number) == keys.key(S1, SEED, label)


def test_the_keys_of_the_vectors(vector_bundle: Bundle, summary: dict[str, Any]) -> None:
    suite, seed = vector_bundle.plan.suite, summary["seed"]
    assert keys.key(suite, seed, keys.OBJECTS) == summary["k_obj"]
    assert keys.assignment_key(suite, seed, 1) == summary["k_asg"]


def test_the_tickets_of_the_vectors(vector_bundle: Bundle, summary: dict[str, Any]) -> None:
    for line in vector_bundle.lines("result.tsv"):
        _, _, _, object_id, ticket, *_ = line.split("\t")
        assert keys.ticket(vector_bundle.plan.suite, summary["k_obj"], object_id) == ticket


def test_a_ticket_is_typed_into_any_hash_tool(vectors: Path) -> None:
    first = (vectors / "S1" / "result.tsv").read_text().split("\t")
    text = f"795855ddd8783e827ba03e585fb9b04a:{first[3]}"
    assert sha256(text.encode()).hexdigest() == first[4]
