"""Slots (席位): what a plan asks of them, and who sits on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter

from mingcha.core.assignment.pool import Pool


class Match(StrEnum):
    """How an inspector's region must agree with the object's (protocol section 8)."""

    ANY = "any"
    SAME = "same"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class SlotRule:
    """Whom a slot accepts: a unit (``*`` for any), all of the expertise, a region by ``match``."""

    unit: str
    expertise: tuple[str, ...]
    match: Match


@dataclass(slots=True, eq=False)
class Slot:
    """One inspector's place on an object's team.

    Attributes:
        object_id: the object o to be inspected.
        index: the slot's place j in the plan.
        region: the object's region in the slot's frame.
        pool: who may sit here.
        team: all slots of the object, this one too, ascending.
        inspector: the number of who sits here.
    """

    object_id: str
    index: int
    region: str
    pool: Pool = field(repr=False)
    team: list[Slot] = field(repr=False)
    inspector: int | None = None

    @property
    def key(self) -> tuple[str, int]:
        """(o, j), the name of the slot for others."""
        return self.object_id, self.index

    def seated(self) -> list[int]:
        """Return who sits on the team."""
        return [number for slot in self.team if (number := slot.inspector) is not None]


ascending = attrgetter("object_id", "index")
