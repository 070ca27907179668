from __future__ import annotations

import hashlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.identifiers.object_key import is_register_id, object_key

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.mark.parametrize("key", ["7", "91350100M000100Y43", "Z" * 22])
def test_a_key_in_the_form_of_a_register_id_stays(key: str) -> None:
    assert is_register_id(key)
    assert object_key(key) == key


def test_the_key_of_a_project() -> None:
    assert object_key("中山路改造项目") == "T8ANPEKE40S0G9XGG6KKW3"


def test_a_key_is_the_same_however_its_accents_are_composed() -> None:
    assert object_key("Cafe\u0301") == object_key("Caf\u00e9")


@given(st.text(min_size=1).filter(lambda text: not is_register_id(text)))
def test_other_keys_give_the_leading_bits_of_their_hash(text: str) -> None:
    digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode()).digest()
    leading_110_bits = int.from_bytes(digest) >> (256 - 110)
    expected = "".join(CROCKFORD[leading_110_bits >> 5 * place & 31] for place in range(21, -1, -1))
    assert object_key(text) == expected
    assert re.fullmatch("[0-9A-Z]{22}", expected)
