"""Keeping a snapshot: numbered, digested, and told to the audit chain; never changed after."""

from __future__ import annotations

import hashlib

from django.db import connection

from mingcha.accounts.models import User
from mingcha.audit.record import record
from mingcha.core.draw.canonical import Json, jcs
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError
from mingcha.foundation.kept_files import keep_files, sha256_of, size_of
from mingcha.publication.events import Published
from mingcha.publication.models import Publication, PublishedFile
from mingcha.publication.personal import without_people
from mingcha.publication.selectors.snapshots import newest
from mingcha.publication.snapshots.snapshot import Snapshot

_LONGEST_REASON = 300


def digest_of(content: Json) -> str:
    """Return the SHA-256 of a content's JCS bytes."""
    return hashlib.sha256(jcs(content)).hexdigest()


@action
def keep(*, by: User, snapshot: Snapshot, reason: str = "", is_late: bool = False) -> Publication:
    """Publish a snapshot as the next version under its key.

    One that says the same as the newest is not published again. A second version needs a reason,
    which is public too, but for anybody's number in it.
    The files' digests are part of the content, so that its digest covers them.
    """
    alone(snapshot.kind, snapshot.key)
    listed = [
        {"path": path, "sha256": sha256_of(source), "size": size_of(source)}
        for path, source in snapshot.files.items()
    ]
    content = {**snapshot.content, "files": listed}
    digest = digest_of(content)
    last = newest(snapshot.kind, snapshot.key)
    if last and last.digest == digest:
        return last
    if last and not reason.strip():
        raise DomainError("reason_missing", "更正已公布的内容请写明原因", "reason")
    published = Publication.objects.create(
        kind=snapshot.kind,
        key=snapshot.key,
        version=last.version + 1 if last else 1,
        title=snapshot.title,
        region_prefix=snapshot.region_prefix,
        department=snapshot.department,
        task_number=snapshot.task_number,
        object_code=snapshot.object_code,
        object_name=snapshot.object_name,
        content=content,
        digest=digest,
        reason=without_people(reason.strip(), ())[:_LONGEST_REASON] if last else "",
        published_by=by.username,
    )
    files = [PublishedFile(publication=published, **told) for told in listed]
    keep_files([(file, snapshot.files[file.path]) for file in files])
    event = Published(
        subject=published.key,
        kind=published.kind,
        version=published.version,
        digest=digest,
        is_late=is_late,
    )
    record(event, by=by)
    return published


def alone(kind: str, key: str) -> None:
    """Let nobody else publish under this key until the transaction ends."""
    with connection.cursor() as cursor:
        name = f"{kind}/{key}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
