"""Snapshots as publication keeps them, for tests of what reads them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from county import County

from mingcha.audit.events import Event
from mingcha.core.draw.canonical import jcs

if TYPE_CHECKING:
    from mingcha.publication.models import Publication


def published(
    county: County,
    kind: str,
    key: str,
    *,
    version: int = 1,
    content: dict[str, Any] | None = None,
    files: dict[str, bytes] | None = None,
    reason: str = "",
    **about: str,
) -> Publication:
    """Keep a snapshot with its files, and tell the audit chain of its digest."""
    from django.db import transaction

    from mingcha.audit.record import record
    from mingcha.foundation.kept_files import keep_files
    from mingcha.publication.models import Publication, PublishedFile

    files = files or {}
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    listed = [{"path": p, "sha256": hashes[p], "size": len(data)} for p, data in files.items()]
    content = {**(content or {}), "files": listed}
    digest = hashlib.sha256(jcs(content)).hexdigest()
    with transaction.atomic():
        row = Publication.objects.create(
            kind=kind,
            key=key,
            version=version,
            title=f"{key}第{version}版",
            region_prefix=county.region.prefix,
            department=county.market.name,
            content=content,
            digest=digest,
            reason=reason or ("更正" if version > 1 else ""),
            published_by=county.lead.username,
            **about,
        )
        keep_files(
            [(PublishedFile(publication=row, **told), files[str(told["path"])]) for told in listed]
        )
        record(_published()(subject=key, kind=kind, version=version, digest=digest), by=county.lead)
    return row


def _published() -> Any:
    """Return the event's class: the station's own where it is there, else one like it."""
    found = [c for c in Event.__subclasses__() if vars(c).get("type") == "publication.published"]
    return found[0] if found else _Published


@dataclass(frozen=True, kw_only=True)
class _Published(Event):
    type: ClassVar[str] = "publication.published"
    title: ClassVar[str] = "公布"
    kind: str
    version: int
    digest: str
