"""Who is behind a pseudonym of a draw: one inspector, or a formed team (ADR 0015)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from mingcha.core.draw.canonical import Json


@dataclass(frozen=True, slots=True)
class Behind:
    """The primary keys of the inspectors, the leader first, and of the formed team they are."""

    members: tuple[int, ...]
    team: int | None = None

    def as_json(self) -> Json:
        """Return what ``iids.json`` keeps: a number, or the team with its members."""
        if self.team is None:
            return self.members[0]
        return {"team": self.team, "members": list(self.members)}

    @classmethod
    def read(cls, kept: Json) -> Self:
        """Read what ``iids.json`` keeps."""
        if isinstance(kept, dict):
            return cls(tuple(kept["members"]), kept["team"])
        return cls((kept,))


def pseudonyms(people: Mapping[str, Behind]) -> dict[int, str]:
    """Return the pseudonym of each inspector; the members of a team share theirs."""
    return {pk: iid for iid, behind in people.items() for pk in behind.members}
