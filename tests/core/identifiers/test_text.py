from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.identifiers.code_note import CodeNote
from mingcha.core.identifiers.text import fold

CODE = "91130184MA0DHYNR1T"


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        (CODE, set()),
        (f" {CODE}\n", {CodeNote.BLANKS}),
        ("9113 0184\u00a0MA0DHYNR1T", {CodeNote.BLANKS}),
        ("\ufeff91130184\u200bMA0D\u3000HYNR1T\u202c", {CodeNote.BLANKS}),
        (CODE.lower(), {CodeNote.LOWER_CASE}),
        ("９１１３０１８４MA0DHYNR1T", {CodeNote.FULL_WIDTH}),
        (
            "９１１３０１８４ｍａ 0dhynr1t",
            set(CodeNote) - {"check_character", "organisation_check"},
        ),
    ],
)
def test_a_code_is_folded_to_its_one_spelling(typed: str, notes: set[CodeNote]) -> None:
    assert fold(typed) == (CODE, frozenset(notes))


@pytest.mark.parametrize("text", ["企合苏总字第000063", "ſı①²", "-/"])
def test_what_is_no_ascii_letter_in_disguise_is_left_alone(text: str) -> None:
    assert fold(text) == (text, frozenset())


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    folded, _ = fold(text)
    assert fold(folded) == (folded, frozenset())


@given(st.text())
def test_a_change_is_always_noted(text: str) -> None:
    folded, notes = fold(text)
    assert bool(notes) == (folded != text)
