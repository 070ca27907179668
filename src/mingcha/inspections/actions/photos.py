"""Attaching photos: the original bytes and their digest are kept (R-073)."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from mingcha.accounts.models import User
from mingcha.audit.record import record as on_chain
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.entries import changed, entry_of
from mingcha.inspections.events import PhotoAdded
from mingcha.inspections.models import Evidence
from mingcha.inspections.photographs import media_type
from mingcha.inspections.policies import own_member, require_editable
from mingcha.orgs.parameters import parameter
from mingcha.registers.models import CheckPoint
from mingcha.tasks.models import ObjectTask

_MEGABYTE = 1 << 20


@action
def add_photo(
    *,
    by: User,
    object_task: ObjectTask,
    content: bytes,
    file_name: str,
    caption: str = "",
    check_point: CheckPoint | None = None,
) -> Evidence:
    """Attach a photo to the record, to one of its check points where that is given.

    Raises DomainError at ``photo``: too large, not a picture by its content, or there already.
    """
    object_task = locked(object_task)
    own_member(by, object_task)
    require_editable(object_task)
    row = entry_of(object_task)
    if check_point and not row.item_results.filter(item=check_point.version_id).exists():
        raise NotFound
    most = int(
        str(parameter("evidence.max_megabytes", region=object_task.task.region, on=clock.today()))
    )
    if len(content) > most * _MEGABYTE:
        raise DomainError("photo_large", f"照片超过 {most} MB，请压缩后再传", "photo")
    kind = media_type(content)
    if kind is None:
        raise DomainError("not_a_photo", "这个文件不是照片，请换成 JPG、PNG 或 WebP 照片", "photo")
    digest = hashlib.sha256(content).hexdigest()
    if row.evidence.filter(sha256=digest).exists():
        raise DomainError("photo_twice", "这张照片已经传过了", "photo")
    made = Evidence.objects.create(
        record=row,
        check_point=check_point,
        file_name=PurePath(file_name.replace("\\", "/")).name[:200],
        media_type=kind,
        content=content,
        sha256=digest,
        caption=caption.strip()[:120],
        added_by=by.username,
    )
    changed(row)
    event = PhotoAdded(
        subject=object_task.task.number, object=object_task.object.code, sha256=digest
    )
    on_chain(event, by=by)
    return made
