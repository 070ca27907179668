"""Bounds below which the lowest tickets of a stratum are found (protocol section 7, "Speed").

A bound is a number of 64 bits that the first 8 bytes of a ticket are compared with, so that only
what passes needs sorting. It never changes a result: where too few pass, it is doubled.
"""

from __future__ import annotations

from math import isqrt

DEVIATIONS = 8
NO_BOUND = 1 << 64
_ABOVE_EVERY_HEX_DIGIT = "g"


def first_bound(wanted: int, eligible: int, deviations: int = DEVIATIONS) -> int:
    """Return a bound that lets ``wanted`` of ``eligible`` tickets and some standard deviations pass.

    Both numbers are positive, and no more are wanted than there are.
    """
    passing = wanted + deviations * isqrt(wanted)
    return min(passing * NO_BOUND // eligible, NO_BOUND)


def doubled(bound: int) -> int:
    """Return the bound to try next."""
    return min(2 * bound, NO_BOUND)


def as_text(bound: int) -> str:
    """Return a text that stands above exactly the hex tickets whose u64 is below the bound."""
    return f"{bound:016x}" if bound < NO_BOUND else _ABOVE_EVERY_HEX_DIGIT
