"""How many objects the strata of a range have (protocol section 3): its classes, or its labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mingcha.core.draw.canonical import Json
from mingcha.orgs.models import Department
from mingcha.registers.selectors.labels import sizes_by_label
from mingcha.registers.selectors.risk_levels import sizes_by_level


def sizes_by_stratum(
    department: Department, object_filter: Mapping[str, Json], labels: Sequence[str]
) -> dict[str, int]:
    """Return how many objects of a range each label has today; each class where there are none."""
    if labels:
        return sizes_by_label(department, object_filter, labels)
    return sizes_by_level(department, object_filter)
