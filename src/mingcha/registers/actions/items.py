"""Writing, reviewing and publishing items (R-002 to R-006)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step, step_by_itself
from mingcha.audit.record import record
from mingcha.core.workflow.item import ITEM
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Department
from mingcha.registers.actions.meanwhile import require_item_read, require_item_unchanged
from mingcha.registers.checklists import Checklist, checklist, texts_of, write_checklist
from mingcha.registers.events import ItemChanged
from mingcha.registers.models import InspectionItem, ItemVersion, Tag
from mingcha.registers.models.claim import ChangeKind
from mingcha.registers.models.tag import TagKind
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.item_writings import writers_of
from mingcha.registers.telling_claimers import tell_claimers
from mingcha.registers.text_fields import TEXT_FIELDS

EDITABLE = frozenset({"draft", "returned"})
"""States of a version whose text may be changed."""
_IN_WORK = EDITABLE | {"in_review", "approved"}
_NEEDED = {"basis": "检查依据", "body": "检查主体", "content": "检查内容", "methods": "检查方式"}


@action
def create_item(
    *,
    by: User,
    department: Department,
    code: str,
    text: Mapping[str, Any],
    check_points: Checklist = (),
    required: Iterable[Tag] = (),
) -> ItemVersion:
    """Begin an item with its first version, a draft."""
    require_own_list(by, Permission.ITEM_EDIT, department)
    if InspectionItem.objects.filter(department=department, code=code).exists():
        raise DomainError("item_exists", f"本部门清单中已有编码 {code}，请换一个", "code")
    item = InspectionItem.objects.create(department=department, code=code)
    version = ItemVersion(item=item, number=1, drafted_by=by.username)
    _write(version, by, text, check_points, "create")
    return _require_tags(version, required)


@action
def amend_item(*, by: User, item: InspectionItem) -> ItemVersion:
    """Begin a new version from the text in force; that one stays in force meanwhile (R-005)."""
    require_own_list(by, Permission.ITEM_EDIT, item.department)
    item = locked(item)
    newest = item.versions.first()
    if newest is None or newest.state != "published" or item.retired_on:
        raise DomainError("not_in_force", "只有已公布的事项可以修订；正在修订的请直接编辑")
    version = ItemVersion(item=item, number=newest.number + 1, drafted_by=by.username)
    _write(version, by, text_of(newest), checklist(newest), "amend")
    version.guides.set(newest.guides.all())
    return _require_tags(version, newest.required_expertise.all())


def text_of(version: ItemVersion) -> dict[str, Any]:
    """Return a version's text by its fields."""
    return {name: getattr(version, name) for name in TEXT_FIELDS}


@action
def edit_item(
    *,
    by: User,
    version: ItemVersion,
    text: Mapping[str, Any],
    check_points: Checklist | None = None,
    required: Iterable[Tag] | None = None,
    opened: str | None = None,
) -> ItemVersion:
    """Change a draft or a returned version; what is not given stays: checklist, required tags.

    ``opened`` is the mark of what the person had before them (see ``row_opening_of``); raises
    ChangedMeanwhile where others wrote at the version since.
    """
    version = locked(version)
    require_own_list(by, Permission.ITEM_EDIT, version.item.department)
    if version.state not in EDITABLE:
        raise DomainError("not_editable", "只有草稿和被退回的版本可以编辑")
    required = None if required is None else list(required)
    if opened is not None and not _stands(version, text, check_points, required):
        require_item_unchanged(version, opened)
    _write(version, by, text, check_points, "edit")
    return version if required is None else _require_tags(version, required)


def _stands(
    version: ItemVersion,
    text: Mapping[str, Any],
    check_points: Checklist | None,
    required: list[Tag] | None,
) -> bool:
    """Tell whether the version says already what is to be written: saving twice is no conflict."""
    return (
        all(getattr(version, name) == value for name, value in text.items())
        and (check_points is None or texts_of(check_points) == checklist(version))
        and (required is None or set(required) == set(version.required_expertise.all()))
    )


def _require_tags(version: ItemVersion, tags: Iterable[Tag]) -> ItemVersion:
    """Set what whoever checks the item must have (R-021)."""
    wanted = list(tags)
    if any(tag.kind == TagKind.OBJECT for tag in wanted):
        raise DomainError("not_expertise", "只能选择专长或资质标签", "required_expertise")
    version.required_expertise.set(wanted)
    return version


def _write(
    version: ItemVersion,
    by: User,
    text: Mapping[str, Any],
    check_points: Checklist | None,
    verb: str,
) -> ItemVersion:
    unknown = set(text) - set(TEXT_FIELDS)
    if unknown:
        raise TypeError(f"an item has no {sorted(unknown)}")
    for name, value in text.items():
        setattr(version, name, value)
    version.save()
    if check_points is not None:
        write_checklist(version, check_points)
    _record(version, verb, by)
    return version


@action
def submit_item(*, by: User, version: ItemVersion) -> None:
    """Hand a version in for review."""
    version = locked(version)
    _step(version, "submit", by, item_complete=_complete(version))


@action
def withdraw_item(*, by: User, version: ItemVersion) -> None:
    """Take a version back before it is judged, to work on it again."""
    version = locked(version)
    _step(version, "withdraw", by)


@action
def discard_draft(*, by: User, version: ItemVersion, reason: str) -> None:
    """Delete a version that is only a draft, and its item where it has no other.

    What was in force once stays for ever (G-5); history and audit chain keep what the draft said. A
    claim that goes with it takes along what it was told of the superior's changes.
    """
    version = locked(version)
    require_own_list(by, Permission.ITEM_EDIT, version.item.department)
    if version.state not in EDITABLE:
        raise DomainError("not_a_draft", "只能删除草稿和被退回的版本；正在审核的请先撤回")
    if told := reason_given(reason):
        raise DomainError("no_reason", told, "reason")
    _record(version, "discard", by, reason)
    item = locked(version.item)
    version.delete()
    if not item.versions.exists():
        item.parent_changes.all().delete()
        item.delete()


@action
def return_item(*, by: User, version: ItemVersion, reason: str) -> None:
    """Send a version back, with the reason; an approved one as well, until it is published."""
    version = locked(version)
    another = _not_writer(by, version)
    _step(version, "return", by, reason, not_drafter=another, reason_given=reason_given(reason))


@action
def approve_item(*, by: User, version: ItemVersion, opened: str | None = None) -> None:
    """Approve a version that somebody else drafted, and at which the actor did not write either.

    ``opened`` is the mark of what they read (``row_opening_of``); raises ChangedMeanwhile where the
    text is another since.
    """
    version = locked(version)
    require_own_list(by, Permission.ITEM_REVIEW, version.item.department)
    if opened is not None:
        require_item_read(version, opened)
    another = _not_writer(by, version)
    _step(version, "approve", by, not_drafter=another, item_complete=_complete(version))


@action
def publish_item(*, by: User, version: ItemVersion) -> None:
    """Put an approved version in force today; the one before it is history from then on."""
    version = locked(version)
    _supersede(version.item)
    version.effective_from = clock.today()
    version.published_at = clock.now()
    _step(version, "publish", by)
    _tell(version, by)


@action
def schedule_item(*, by: User, version: ItemVersion, day: date) -> None:
    """Let an approved version come in force by itself on a later day; until then nothing of it is public."""
    version = locked(version)
    if day <= clock.today():
        told = "请选择今天以后的日期；今天就生效的，直接公布"
        raise DomainError("day_not_ahead", told, "day")
    version.effective_from, version.scheduled_by = day, by.username
    _step(version, "schedule", by, day_ahead=None)


@action
def unschedule_item(*, by: User, version: ItemVersion) -> None:
    """Take that back; the version is approved still, and may be published or given another day."""
    version = locked(version)
    version.effective_from, version.scheduled_by = None, ""
    _step(version, "unschedule", by)


@action
def put_in_force(*, version: ItemVersion) -> None:
    """Put a version in force on its day, in the name of who chose the day; safe to run again."""
    version = locked(version)
    day = version.effective_from
    if version.state != "scheduled" or day is None or day > clock.today():
        return
    by = User.objects.get(username=version.scheduled_by)
    _supersede(version.item)
    version.published_at = clock.now()
    step_by_itself(ITEM, version, "take_effect", day_come=None)
    version.save()
    _record(version, "take_effect", by)
    _tell(version, by)


@action
def retire_item(*, by: User, item: InspectionItem, reason: str) -> None:
    """Take an item out of force; nothing is deleted (G-5).

    A version in work goes first: published later, it would put the retired item in force again.
    """
    item = locked(item)
    version = item.versions.filter(state="published").first()
    if version is None:
        raise DomainError("not_in_force", "只有已公布的事项可以停用")
    if item.versions.filter(state="scheduled").exists():
        raise DomainError("scheduled", "新版本已定期公布，请先撤回定期公布，再停用")
    if item.versions.filter(state__in=_IN_WORK).exists():
        told = "另有一版正在修订，请先删除那一版草稿（审核中的撤回、已审定的退回），再停用"
        raise DomainError("in_work", told)
    _step(version, "retire", by, reason, reason_given=reason_given(reason))
    item.retired_on = clock.today()
    item.retired_reason = reason
    item.save(update_fields=["retired_on", "retired_reason", "updated_at"])
    tell_claimers(version, ChangeKind.RETIRED)
    announce("item.published", department=item.department, by=by)


def _not_writer(by: User, version: ItemVersion) -> str | None:
    if by.username == version.drafted_by:
        return "起草人不能审核自己的事项"
    return "改过这一版的人不能审核它" if by.username in writers_of(version) else None


def _supersede(item: InspectionItem) -> None:
    for older in item.versions.filter(state="published").select_for_update():
        step_by_itself(ITEM, older, "supersede", newer_version_published=None)
        older.save(update_fields=["state", "updated_at"])


def _tell(version: ItemVersion, by: User) -> None:
    tell_claimers(version, ChangeKind.NEW_VERSION)
    announce("item.published", department=version.item.department, by=by)


def _step(
    version: ItemVersion, verb: str, by: User, reason: str = "", **guards: str | None
) -> None:
    require_own_list(by, _PERMISSIONS[verb], version.item.department)
    step(ITEM, version, verb, by=by, **guards)
    if verb in {"approve", "return"}:
        version.reviewed_by = by.username
        version.reviewed_at = clock.now()
        version.review_note = reason
    version.save()
    _record(version, verb, by, reason)


_PERMISSIONS = {
    "submit": Permission.ITEM_EDIT,
    "withdraw": Permission.ITEM_EDIT,
    "return": Permission.ITEM_REVIEW,
    "approve": Permission.ITEM_REVIEW,
    "publish": Permission.ITEM_PUBLISH,
    "schedule": Permission.ITEM_PUBLISH,
    "unschedule": Permission.ITEM_PUBLISH,
    "retire": Permission.ITEM_PUBLISH,
}


def _complete(version: ItemVersion) -> str | None:
    missing = [title for name, title in _NEEDED.items() if not getattr(version, name)]
    return f"还没有填写：{'、'.join(missing)}" if missing else None


def _record(version: ItemVersion, verb: str, by: User, reason: str = "") -> None:
    event = ItemChanged(
        subject=version.item.code,
        action=verb,
        version=version.number,
        state=version.state,
        reason=reason,
    )
    record(event, by=by)
