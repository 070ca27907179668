"""What to call regions and slots when speaking of an assignment."""

from __future__ import annotations

from pathlib import Path

from mingcha.bundles.private_folder import PrivateFolder
from mingcha.core.assignment.wording import Names
from mingcha.core.draw.plan import Plan


def names_for(bundle: Path, plan: Plan, *, are_teams: bool = False) -> Names:
    """Return the names that the private folder keeps; codes stand for what it does not know.

    ``are_teams`` tells that formed teams are drawn, not single inspectors.
    """
    private = PrivateFolder(bundle)
    units = private.units()
    slots = {
        j: f"席位{j}，{units.get(slot.rule.unit, slot.rule.unit)}"
        for j, slot in enumerate(plan.assignment.slots)
    }
    return Names(regions=private.regions(), slots=slots, are_teams=are_teams)
