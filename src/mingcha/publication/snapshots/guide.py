"""A work guide (R-011), published once under its digest however many items and lists have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.publication.disclosure import disclosed
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.snapshot import Snapshot

if TYPE_CHECKING:
    from mingcha.orgs.models import Department
    from mingcha.registers.models import Guide


def guide_snapshot(guide: Guide, department: Department) -> Snapshot:
    """Build the snapshot of one file."""
    return Snapshot(
        kind=PublicationKind.GUIDE,
        key=guide.sha256,
        title=guide.file_name,
        region_prefix=department.region.prefix,
        department=department.name,
        content=disclosed(guide, "file_name", "media_type", "size", "sha256"),
        files={guide.file_name: bytes(guide.content)},
    )
