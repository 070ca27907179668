"""Writing the text of a kind of document: a draft, then in force from a day."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.core.notices.checking import faults
from mingcha.core.notices.kinds import NoticeKind
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.notices.events import NoticeTextChanged
from mingcha.notices.models import NoticeText
from mingcha.notices.scopes import Scope, scope_of
from mingcha.notices.selectors.texts import draft_of


@action
def write_draft(
    *, by: User, kind: NoticeKind, title: str, text: str, for_subordinates: bool, reason: str
) -> NoticeText:
    """Write or rewrite the draft of the actor's scope; nothing is issued by it yet.

    Raises DomainError at ``text`` naming every fault with its line, at ``reason`` without one.
    """
    scope = _own_scope(by)
    _require_reason(reason)
    text = _tidied(text)
    if found := faults(kind, text):
        raise DomainError("notice_text", "\n".join(found), "text")
    row = draft_of(kind, scope) or _new(kind, scope)
    row.title, row.text, row.for_subordinates = title.strip(), text, for_subordinates
    row.reason, row.written_by = reason.strip(), by.username
    row.save()
    _record(row, "write_text", by)
    return row


@action
def put_in_force(*, by: User, draft: NoticeText, since: date) -> NoticeText:
    """Let a draft hold from a day on, today at the earliest; it can no longer be changed then."""
    _require_own(by, draft)
    draft = locked(draft)
    if draft.since is not None:
        raise DomainError("notice_text_in_force", "这一版已经启用，请刷新页面查看")
    _require_day(since)
    draft.since, draft.set_by = since, by.username
    draft.save()
    _record(draft, "start_text", by)
    return draft


@action
def give_back(*, by: User, kind: NoticeKind, since: date, reason: str) -> NoticeText:
    """Use no text of one's own from a day on, but the one from above or the platform's.

    Raises DomainError where there is none to give back, or a draft is in work.
    """
    scope = _own_scope(by)
    _require_reason(reason)
    _require_day(since)
    last = scope.texts(kind.key).first()
    if last is not None and last.since is None:
        raise DomainError("notice_text_draft", "还有一份草稿没有启用，请先启用或删除草稿")
    if last is None or not last.is_own:
        raise DomainError("notice_text_none", "现在没有自定文本，用的就是上级文本或平台标准文本")
    row = _new(kind, scope)
    row.is_own, row.reason, row.written_by = False, reason.strip(), by.username
    row.since, row.set_by = since, by.username
    row.save()
    _record(row, "give_back_text", by)
    return row


@action
def drop_draft(*, by: User, draft: NoticeText) -> None:
    """Throw a draft away; the event keeps that there was one."""
    _require_own(by, draft)
    draft = locked(draft)
    if draft.since is not None:
        raise DomainError("notice_text_in_force", "这一版已经启用，不能删除；可以另写一版")
    _record(draft, "drop_text", by)
    draft.delete()


def _own_scope(by: User) -> Scope:
    """Return the actor's scope, its texts kept from others until the action ends."""
    require(by, Permission.NOTICE_EDIT)
    scope = scope_of(by)
    locked(scope.department or scope.region)
    return scope


def _require_own(by: User, row: NoticeText) -> None:
    if not _own_scope(by).texts(row.kind).filter(pk=row.pk).exists():
        raise NotFound


def _new(kind: NoticeKind, scope: Scope) -> NoticeText:
    last = scope.texts(kind.key).first()
    return NoticeText(
        kind=kind.key,
        region=scope.region,
        department=scope.department,
        number=last.number + 1 if last else 1,
    )


def _tidied(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip("\n")


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise DomainError("reason", "请写明修改说明", "reason")


def _require_day(since: date) -> None:
    if since < clock.today():
        raise DomainError("since_past", "启用日期不能早于今天，请改选今天或以后", "since")


def _record(row: NoticeText, verb: str, by: User) -> None:
    event = NoticeTextChanged(
        subject=row.get_kind_display(),
        action=verb,
        scope=Scope(row.region, row.department).words,
        version=row.number,
        since=row.since.isoformat() if row.since else "",
        reason=row.reason,
        digest=sha256(f"{row.title}\n{row.text}".encode()).hexdigest() if row.text else "",
    )
    record(event, by=by)
