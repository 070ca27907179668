"""What the registers keep under a division that another one replaced (R-015)."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.orgs.models import Region, Unit
from mingcha.registers.models import FormedTeam, InspectionObject, Inspector


@dataclass(frozen=True, slots=True)
class UnderRegion:
    """How many rows name a division itself, not one below it."""

    objects: int
    inspectors: int
    teams: int
    units: int

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.objects or self.inspectors or self.teams or self.units)


def under(region: Region) -> UnderRegion:
    """Count what would move to the division's successor."""
    return UnderRegion(*(model.objects.filter(region=region).count() for model in KEPT))


def in_use_after(region: Region) -> Region:
    """Return the division that stands for this one today, itself where nothing replaced it."""
    passed = {region.pk}
    while region.successor is not None and region.successor.pk not in passed:
        region = region.successor
        passed.add(region.pk)
    return region


KEPT = (InspectionObject, Inspector, FormedTeam, Unit)
"""Models whose rows lie in a division, in the order of ``UnderRegion``."""
