from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.identifiers import registration_number

DIGITS = registration_number.DIGITS

bodies = st.text(DIGITS, min_size=14, max_size=14)


def test_the_example_of_the_standard() -> None:
    assert registration_number.check_digit("11010800000001") == "6"
    assert registration_number.has_valid_check("110108000000016")


@given(body=bodies, place=st.integers(0, 14), other=st.sampled_from(DIGITS))
def test_every_single_wrong_digit_is_detected(body: str, place: int, other: str) -> None:
    number = body + registration_number.check_digit(body)
    miscopied = number[:place] + other + number[place + 1 :]
    assert registration_number.has_valid_check(miscopied) == (miscopied == number)


@given(body=bodies, place=st.integers(0, 13))
def test_a_transposition_of_digits_further_apart_than_one_is_detected(
    body: str, place: int
) -> None:
    number = body + registration_number.check_digit(body)
    first, second = number[place], number[place + 1]
    swapped = number[:place] + second + first + number[place + 2 :]
    if abs(int(first) - int(second)) not in {1, 9}:
        assert registration_number.has_valid_check(swapped) == (swapped == number)


@pytest.mark.parametrize(
    "text", ["", "11010800000001", "1101080000000I6", "１１０１０８０００００００１６"]
)
def test_other_texts_are_no_registration_number(text: str) -> None:
    assert not registration_number.is_registration_number(text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("130184NA000226X", True),
        ("130184NB000004X", True),
        ("130184NA0002265", False),
        ("130184AN000226X", False),
    ],
)
def test_a_cooperative_number_by_its_form(text: str, is_one: bool) -> None:  # noqa: FBT001
    assert registration_number.is_cooperative_number(text) == is_one
