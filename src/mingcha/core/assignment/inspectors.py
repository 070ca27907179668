"""Inspectors (执法检查人员) as the assignment sees them, and their numbering."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Inspector:
    """One line of ``inspectors.tsv`` (protocol section 2).

    ``iid`` is a pseudonym, ``region`` a prefix of a region code, ``cert_valid_to`` a date
    ``YYYY-MM-DD``, ``capacity`` the number of objects the inspector may still take, ``person`` the
    commitment to the human being behind the pseudonym.
    """

    iid: str
    region: str
    cert_valid_to: str
    expertise: tuple[str, ...]
    capacity: int
    unit: str
    person: str


class Roster(tuple[Inspector, ...]):
    """All inspectors in ascending order of iid; an inspector's *number* is its place in here.

    Numbers therefore sort as iids sort bytewise, which is the order inside every pool.
    """

    __slots__ = ()

    def __new__(cls, inspectors: Iterable[Inspector]) -> Self:
        """Number inspectors given in any order."""
        return super().__new__(cls, sorted(inspectors, key=lambda inspector: inspector.iid))

    def numbers(self) -> dict[str, int]:
        """Return the number of each iid."""
        return {inspector.iid: number for number, inspector in enumerate(self)}
