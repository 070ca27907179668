"""The lot of the experts: bound to seed and pool, the same for everybody who reckons it again."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter

import pytest

from mingcha.core.assisting.lot import in_order, lot_key
from mingcha.core.assisting.pool import ExpertPool, digest_of, parse_pool
from mingcha.core.errors import InvalidFile

SEED = "ab" * 32
POOL = ExpertPool("130136-2026-0001", "F01", 1, ("metre",), (7, 3, 11), frozenset({(3, "K1")}))
TEXT = (
    "MINGCHA-EXPERT/1\ndraw\t130136-2026-0001\npart\tF01\ncount\t1\nfields\tmetre\n"
    "expert\t3\nexpert\t7\nexpert\t11\nbar\t3\tK1\n"
)


def test_the_text_of_a_pool_is_what_the_decision_says() -> None:
    assert POOL.text() == TEXT
    read = parse_pool(TEXT)
    assert (read.text(), read.experts, read.barred) == (TEXT, (3, 7, 11), POOL.barred)
    assert digest_of(TEXT) == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_pool_without_fields_takes_anybody() -> None:
    pool = ExpertPool("d", "F01", 1, (), (1,), frozenset())
    assert parse_pool(pool.text()).fields == ()


@pytest.mark.parametrize(
    "text", ["", "x\n", TEXT.replace("count\t1", "count\tone"), TEXT + "expert\t2\n", TEXT[:-1]]
)
def test_what_is_no_canonical_pool_is_refused(text: str) -> None:
    with pytest.raises(InvalidFile):
        parse_pool(text)


def test_key_and_tickets_are_reckoned_by_hand_alike() -> None:
    message = f"MINGCHA-EXPERT/1|KEY\n{digest_of(TEXT)}".encode()
    key = hmac.new(bytes.fromhex(SEED), message, "sha256").hexdigest()
    assert lot_key(SEED, POOL) == key
    tickets = {
        hmac.new(
            bytes.fromhex(key), f"MINGCHA-EXPERT/1|TICKET\nK2\n{each}".encode(), "sha256"
        ).hexdigest(): each
        for each in POOL.experts
    }
    assert in_order(POOL, key, "K2") == sorted(tickets.items())


def test_who_is_barred_is_not_in_the_order_of_that_object() -> None:
    key = lot_key(SEED, POOL)
    assert {lot.expert for lot in in_order(POOL, key, "K1")} == {7, 11}
    assert {lot.expert for lot in in_order(POOL, key, "K2")} == {3, 7, 11}


def test_another_seed_or_pool_gives_another_key() -> None:
    other = parse_pool(TEXT.replace("count\t1", "count\t2"))
    assert len({lot_key(SEED, POOL), lot_key("cd" * 32, POOL), lot_key(SEED, other)}) == 3


def test_every_expert_comes_first_about_as_often() -> None:
    pool = ExpertPool("d", "F01", 1, (), tuple(range(1, 6)), frozenset())
    key = lot_key(SEED, pool)
    first = Counter(in_order(pool, key, f"K{number}")[0].expert for number in range(2000))
    expected = 2000 / 5
    chi_square = sum((first[each] - expected) ** 2 / expected for each in pool.experts)
    assert chi_square < 23.5  # 4 degrees of freedom, p = 0.0001; the seed is fixed
