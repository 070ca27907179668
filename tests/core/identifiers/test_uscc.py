from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.identifiers import uscc

PUBLISHED = ["91350100M000100Y43", "91110000600037341L", "914403001922038216"]

bodies = st.text(uscc.ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize("code", PUBLISHED)
def test_the_check_characters_of_published_codes(code: str) -> None:
    assert uscc.is_well_formed(code)
    assert uscc.has_valid_check(code)
    assert uscc.has_valid_organisation_check(code)


def test_the_example_of_the_organisation_code_standard() -> None:
    assert uscc.organisation_check_character("D2143569") == "X"


@given(body=bodies, place=st.integers(0, 17), other=st.sampled_from(uscc.ALPHABET))
def test_every_single_wrong_character_is_detected(body: str, place: int, other: str) -> None:
    code = body + uscc.check_character(body)
    miscopied = code[:place] + other + code[place + 1 :]
    assert uscc.has_valid_check(miscopied) == (miscopied == code)


@given(body=bodies, place=st.integers(0, 16))
def test_every_adjacent_transposition_is_detected(body: str, place: int) -> None:
    code = body + uscc.check_character(body)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert uscc.has_valid_check(swapped) == (swapped == code)


@pytest.mark.parametrize(
    "text", ["", "9135010M000100Y43", "91350100M000100YO3", "91350100m000100Y43"]
)
def test_other_texts_are_not_well_formed(text: str) -> None:
    assert not uscc.is_well_formed(text)


def test_a_body_of_the_wrong_length_has_no_check_character() -> None:
    with pytest.raises(ValueError, match="9135010"):
        uscc.check_character("9135010")
    with pytest.raises(ValueError, match="zip"):
        uscc.organisation_check_character("D21435")
