"""A yearly implementation scheme as it was issued (R-027), with its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.draw.canonical import Json
from mingcha.plans.models.annual_scheme import SECTIONS, SchemeIssuer
from mingcha.publication.disclosure import disclosed, plain
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.snapshot import Snapshot

if TYPE_CHECKING:
    from mingcha.plans.models import AnnualScheme


def scheme_snapshot(scheme: AnnualScheme) -> Snapshot:
    """Build the snapshot of an issued scheme."""
    of_office = scheme.issuer == SchemeIssuer.REGION
    issuer = "office" if of_office else scheme.department.code
    return Snapshot(
        kind=PublicationKind.SCHEME,
        key=f"{scheme.region_id}-{issuer}-{scheme.year}",
        title=scheme.title,
        region_prefix=scheme.region.prefix,
        department=scheme.issuer_name,
        content={
            **disclosed(scheme, "year", "title", "number"),
            "department": scheme.issuer_name,
            "sections": _sections(scheme),
            "parent": disclosed(scheme.parent, "title", "number") if scheme.parent else None,
        },
        files={file.file_name: bytes(file.content) for file in scheme.files.all()},
    )


def _sections(scheme: AnnualScheme) -> list[Json]:
    texts = disclosed(scheme, *SECTIONS)
    return [
        {"title": plain(title), "text": texts[name]}
        for name, title in SECTIONS.items()
        if texts[name]
    ]
