"""A party without an account, as actions know who acts: it may attest its draw and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mingcha.accounts.permissions import Permission

if TYPE_CHECKING:
    from mingcha.tasks.models import DrawParty


@dataclass(frozen=True, slots=True)
class Guest:
    """Stands where a user stands; ``username`` names draw and party in the audit."""

    username: str

    @property
    def permissions(self) -> frozenset[str]:
        """Return what a witness may do with the draw."""
        return frozenset({Permission.DRAW_WITNESS})


def guest_of(party: DrawParty) -> Guest:
    """Return the party as an actor."""
    return Guest(f"guest:{party.draw.draw_id}:{party.code}")
