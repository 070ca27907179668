"""A version of a department's sampling rules as it was issued (R-028)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.plans.models.sampling_rules import PARTS
from mingcha.publication.disclosure import disclosed, plain
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.snapshot import Snapshot

if TYPE_CHECKING:
    from mingcha.plans.models import SamplingRules


def rules_snapshot(rules: SamplingRules) -> Snapshot:
    """Build the snapshot of an issued version."""
    department = rules.department
    texts = disclosed(rules, *PARTS)
    return Snapshot(
        kind=PublicationKind.RULES,
        key=f"{department.region_id}-{department.code}",
        title=f"{department.name}随机抽查规则",
        region_prefix=department.region.prefix,
        department=department.name,
        content={
            **disclosed(rules, "version", "effective_from"),
            "department": department.name,
            "sections": [
                {"title": plain(title), "text": texts[name]} for name, title in PARTS.items()
            ],
        },
    )
