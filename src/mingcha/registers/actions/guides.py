"""Attaching work guides to a version in work (R-011)."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.parameters import parameter
from mingcha.registers.events import GuideChanged
from mingcha.registers.guide_files import ENDINGS, media_type
from mingcha.registers.models import Guide, ItemVersion
from mingcha.registers.policies import require_own_list

_MEGABYTE = 1 << 20
_LONGEST_STEM = 90


@action
def add_guide(*, by: User, version: ItemVersion, content: bytes, file_name: str) -> Guide:
    """Attach a file to a draft or returned version.

    Raises DomainError at ``file``: too large, no guide by its content, or there already.
    """
    version = _in_work(by, version)
    department = version.item.department
    most = int(
        str(
            parameter(
                "guide.max_megabytes",
                region=department.region,
                department=department,
                on=clock.today(),
            )
        )
    )
    if len(content) > most * _MEGABYTE:
        raise DomainError("guide_large", f"文件超过 {most} MB，请压缩图片后再传", "file")
    kind = media_type(content)
    if kind is None:
        told = "这个文件不是 PDF 或 Word 文档（docx），或者含有宏，请另存后再传"
        raise DomainError("not_a_guide", told, "file")
    digest = hashlib.sha256(content).hexdigest()
    if version.guides.filter(sha256=digest).exists():
        raise DomainError("guide_twice", "这份文件已经传过了，请换一份", "file")
    guide = Guide.objects.create(
        file_name=_name(file_name, kind),
        media_type=kind,
        content=content,
        size=len(content),
        sha256=digest,
        added_by=by.username,
    )
    version.guides.add(guide)
    _record(version, guide, "add", by)
    return guide


@action
def remove_guide(*, by: User, version: ItemVersion, guide: int) -> None:
    """Take a file off a draft or returned version; other versions keep theirs."""
    version = _in_work(by, version)
    found = version.guides.filter(pk=guide).defer("content").first()
    if found is None:
        raise NotFound
    version.guides.remove(found)
    _record(version, found, "remove", by)
    if not found.versions.exists():
        found.delete()


def _in_work(by: User, version: ItemVersion) -> ItemVersion:
    version = locked(version)
    require_own_list(by, Permission.ITEM_EDIT, version.item.department)
    if version.state not in {"draft", "returned"}:
        raise DomainError("not_editable", "只有草稿和被退回的版本可以增减工作指引")
    return version


def _name(given: str, kind: str) -> str:
    """Return the file's own name with the ending of what it is."""
    stem = PurePath(given.replace("\\", "/").replace("\x00", "")).stem.strip() or "工作指引"
    return stem[:_LONGEST_STEM] + ENDINGS[kind]


def _record(version: ItemVersion, guide: Guide, verb: str, by: User) -> None:
    event = GuideChanged(
        subject=version.item.code, action=verb, version=version.number, sha256=guide.sha256
    )
    record(event, by=by)
