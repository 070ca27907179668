"""Attaching work guides to a version in work (R-011)."""

from __future__ import annotations

from dataclasses import asdict

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.parameters import parameter
from mingcha.registers.events import GuideChanged
from mingcha.registers.guide_files import checked_document
from mingcha.registers.models import Guide, ItemVersion
from mingcha.registers.policies import require_own_list


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
    document = checked_document(content, file_name, most_megabytes=most, unnamed="工作指引")
    if version.guides.filter(sha256=document.sha256).exists():
        raise DomainError("guide_twice", "这份文件已经传过了，请换一份", "file")
    guide = Guide.objects.create(**asdict(document), added_by=by.username)
    version.guides.add(guide)
    _touch(version)
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
    _touch(version)
    _record(version, found, "remove", by)
    if not found.versions.exists():
        found.delete()


def _in_work(by: User, version: ItemVersion) -> ItemVersion:
    version = locked(version)
    require_own_list(by, Permission.ITEM_EDIT, version.item.department)
    if version.state not in {"draft", "returned"}:
        raise DomainError("not_editable", "只有草稿和被退回的版本可以增减工作指引")
    return version


def _touch(version: ItemVersion) -> None:
    """Let the version's history know: its text stands, and yet somebody has worked on it."""
    version.save(update_fields=["updated_at"])


def _record(version: ItemVersion, guide: Guide, verb: str, by: User) -> None:
    event = GuideChanged(
        subject=version.item.code, action=verb, version=version.number, sha256=guide.sha256
    )
    record(event, by=by)
