"""What a REPLACE entry of the log may say (protocol sections 8, 10 and 11).

An object leaves (``replacement.Replacement``) or an inspector does; whom the lot then places is an
entry of its own, as the head after the first decides it. What the lot must leave alone is said
before: inspections that have begun, and places that a head filled by decision (直接委派).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self

from mingcha.core.draw import names
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.fields import Fields
from mingcha.core.draw.log import LOG_FILE
from mingcha.core.draw.replacement import Replacement

_PLACE = "REPLACE"


class StaffReason(StrEnum):
    """The reasons for which an inspector may leave a team."""

    RECUSAL = "recusal"
    LEAVE = "leave"
    TRANSFER = "transfer"
    CERTIFICATE = "certificate"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class StaffDeparture:
    """An inspector leaves one object, or with an empty ``id`` all whose inspection has not begun.

    ``evidence`` is the hash of what bears the reason out; ``confirmed_by`` and ``approved_by`` are
    codes of two accounts.
    """

    iid: str
    id: str
    reason: StaffReason
    evidence: str
    confirmed_by: str
    approved_by: str

    def as_json(self) -> Json:
        """Return the body as the log holds it."""
        return asdict(self) | {"reason": self.reason.value}

    @classmethod
    def read(cls, body: Json) -> Self:
        """Read the body of such an entry."""
        fields = Fields(body, LOG_FILE, _PLACE)
        departure = cls(
            iid=fields.text("iid", bool),
            id=fields.text("id"),
            reason=StaffReason(fields.choice("reason", list(StaffReason))),
            evidence=fields.text("evidence", names.HEX32),
            confirmed_by=fields.text("confirmed_by", bool),
            approved_by=fields.text("approved_by", bool),
        )
        if departure.reason is StaffReason.RECUSAL and not departure.id:
            raise fields.fault("id", "缺少：回避只针对一户")
        fields.close()
        return departure


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """The slot ``j`` of an object and who holds it now; empty where nobody could be placed."""

    id: str
    j: int
    iid: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Whom the lot placed after the entry number ``of``, slot by slot, ascending."""

    of: int
    slots: tuple[Placed, ...]

    def as_json(self) -> Json:
        """Return the body as the log holds it."""
        return {"of": self.of, "slots": [asdict(placed) for placed in self.slots]}

    @classmethod
    def read(cls, body: Json) -> Self:
        """Read the body of such an entry."""
        fields = Fields(body, LOG_FILE, _PLACE)
        placement = cls(fields.integer("of"), tuple(fields.objects("slots", _read_placed)))
        fields.close()
        return placement


def _read_placed(fields: Fields) -> Placed:
    return Placed(fields.text("id", bool), fields.integer("j"), fields.text("iid"))


@dataclass(frozen=True, slots=True)
class DirectAssignment:
    """A head gave a slot to somebody by decision, on a legal basis.

    ``iid`` is empty where the list of inspectors was frozen without them.
    """

    id: str
    j: int
    iid: str
    basis: str
    approved_by: str

    def as_json(self) -> Json:
        """Return the body as the log holds it."""
        return asdict(self)

    @classmethod
    def read(cls, body: Json) -> Self:
        """Read the body of such an entry."""
        fields = Fields(body, LOG_FILE, _PLACE)
        assignment = cls(
            id=fields.text("id", bool),
            j=fields.integer("j"),
            iid=fields.text("iid"),
            basis=fields.text("basis", bool),
            approved_by=fields.text("approved_by", bool),
        )
        fields.close()
        return assignment


@dataclass(frozen=True, slots=True)
class Begun:
    """Objects whose inspection has begun: their teams stay, whoever is replaced afterwards."""

    ids: tuple[str, ...]

    def as_json(self) -> Json:
        """Return the body as the log holds it."""
        return {"begun": list(self.ids)}

    @classmethod
    def read(cls, body: Json) -> Self:
        """Read the body of such an entry."""
        fields = Fields(body, LOG_FILE, _PLACE)
        begun = cls(fields.texts("begun"))
        fields.close()
        return begun


Change = Replacement | StaffDeparture | Placement | DirectAssignment | Begun

_READERS: Mapping[str, type[StaffDeparture | Placement | DirectAssignment | Begun]] = {
    "of": Placement,
    "begun": Begun,
    "basis": DirectAssignment,
    "iid": StaffDeparture,
}


def read_change(body: Json) -> Change:
    """Read the body of a REPLACE entry, of whichever kind it is."""
    if isinstance(body, dict):
        for key, kind in _READERS.items():
            if key in body:
                return kind.read(body)
    return Replacement.read(body)
