"""Bounds on tickets: cheap, and never decisive."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from mingcha.engines.ticket_bounds import NO_BOUND, as_text, doubled, first_bound


@settings(derandomize=True)
@given(st.integers(0, NO_BOUND - 1), st.integers(0, NO_BOUND))
def test_a_ticket_stands_below_the_text_exactly_if_its_number_is_below_the_bound(
    number: int, bound: int
) -> None:
    ticket = f"{number:016x}" + "0123456789abcdef" * 3
    assert (ticket < as_text(bound)) == (number < bound)


def test_everything_passes_where_nearly_all_are_wanted() -> None:
    assert first_bound(1, 1) == NO_BOUND
    assert first_bound(95, 100) == NO_BOUND
    assert as_text(NO_BOUND) > "f" * 64


def test_a_bound_lets_the_wanted_pass_and_eight_standard_deviations() -> None:
    assert first_bound(10_000, 1_000_000) == (10_800 << 64) // 1_000_000
    assert first_bound(10_000, 1_000_000, deviations=0) == (10_000 << 64) // 1_000_000
    tickets = [sha256(f"key:{number}".encode()).hexdigest() for number in range(20_000)]
    bound = as_text(first_bound(400, 20_000))
    assert 400 <= sum(ticket < bound for ticket in tickets) <= 400 + 16 * 20


def test_doubling_ends_with_no_bound() -> None:
    bound, steps = 1, 0
    while bound < NO_BOUND:
        bound, steps = doubled(bound), steps + 1
    assert steps == 64
    assert doubled(NO_BOUND) == NO_BOUND
