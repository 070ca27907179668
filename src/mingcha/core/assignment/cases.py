"""What an assignment is computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.assignment.slots import SlotRule


class Hash(Protocol):
    """What is used of a hashlib object."""

    def digest(self) -> bytes:
        """Return the bytes of the hash."""


NewHash = Callable[[bytes], Hash]


@dataclass(frozen=True, slots=True)
class Case:
    """The input of RPA-1 (protocol section 8).

    Attributes:
        new_hash: the suite's hash, called like ``hashlib.sha256``.
        key_of_round: 1 to K_ASG, 2 to K_ASG2 …, each 32 hex characters as text.
        inspectors: the lines of ``inspectors.tsv``, in any order.
        conflicts: object id to the iids barred from it (``coi.tsv``); unknown ones do nothing.
        rules: the plan's slot rules by j.
        fallback: for round 2, 3 … a rule or None by j.
        objects: each object with its slots, (j, region of the object in the slot's frame).
        choices: candidates per slot, 1…4.
        tmax: draws per slot at most, 1…64.
        valid_on: the day ``YYYY-MM-DD`` on which certificates must still be valid.
    """

    new_hash: NewHash
    key_of_round: Callable[[int], str]
    inspectors: Sequence[Inspector]
    conflicts: Mapping[str, frozenset[str]]
    rules: Sequence[SlotRule]
    fallback: Sequence[Sequence[SlotRule | None]]
    objects: Iterable[tuple[str, Sequence[tuple[int, str]]]]
    choices: int
    tmax: int
    valid_on: str
