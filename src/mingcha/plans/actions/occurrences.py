"""Entering that something due was done, with what shows it, and sending it back (R-121 to R-132)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import not_same, reason_given, step
from mingcha.audit.record import record
from mingcha.core.workflow.occurrence import OCCURRENCE
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.inbox.actions.sending import send
from mingcha.orgs.parameters import parameter
from mingcha.plans.events import OccurrenceChanged
from mingcha.plans.evidence import seen_for
from mingcha.plans.models import Occurrence, OccurrenceFile
from mingcha.plans.obligation_policies import require_answerer, sets_for
from mingcha.plans.telling import recipients
from mingcha.registers.guide_files import Document, checked_document


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    file_name: str
    content: bytes


@action
def finish_occurrence(
    *,
    by: User,
    occurrence: Occurrence,
    done_on: date,
    note: str = "",
    upload: Upload | None = None,
) -> Occurrence:
    """Enter on which day it was done, with a text or a file that shows it; late is late.

    Raises DomainError at ``done_on`` for a day to come, at ``file`` for what is no document.
    """
    occurrence = locked(occurrence)
    require_answerer(by, occurrence)
    if done_on > clock.today():
        raise DomainError("not_yet", "完成日期不能晚于今天", "done_on")
    given = bool(note.strip()) or upload is not None
    occurrence.note, occurrence.seen, occurrence.seen_url = note.strip(), "", ""
    _finish(occurrence, by, done_on, None if given else "请写明完成情况，或者附上材料")
    if upload is not None:
        _attach(occurrence, upload, by)
    return occurrence


@action
def adopt_seen(*, by: User, occurrence: Occurrence) -> Occurrence:
    """Take what the platform itself sees as what shows that it was done, and on which day."""
    occurrence = locked(occurrence)
    require_answerer(by, occurrence)
    seen = seen_for([occurrence]).get(occurrence.pk)
    if seen is None:
        raise DomainError("nothing_seen", "平台还没有查到完成的情况，请办理以后再登记")
    occurrence.seen, occurrence.seen_url, occurrence.note = seen.text, seen.url, ""
    _finish(occurrence, by, seen.day, None)
    return occurrence


@action
def withdraw_occurrence(*, by: User, occurrence: Occurrence) -> Occurrence:
    """Take back what was entered by mistake: it is to be done again, and its day stays."""
    occurrence = locked(occurrence)
    require_answerer(by, occurrence)
    step(OCCURRENCE, occurrence, "withdraw", by=by)
    _reopen(occurrence, "withdraw", by)
    return occurrence


@action
def return_occurrence(*, by: User, occurrence: Occurrence, reason: str) -> Occurrence:
    """Send what was entered as done back, with the reason; the day it was due stays."""
    occurrence = locked(occurrence)
    require(by, Permission.TARGET_VIEW)
    obligation = occurrence.obligation
    if not obligation.region.prefix.startswith(by.region.prefix):
        raise NotFound
    if not sets_for(by, obligation.region, obligation.issuer):
        raise Forbidden("只有布置这项工作的单位可以退回")
    not_own = not_same(by, occurrence.done_by, "自己登记的不能退回，请撤回登记")
    given = reason_given(reason)
    step(OCCURRENCE, occurrence, "return", by=by, not_drafter=not_own, reason_given=given)
    occurrence.return_note = reason.strip()
    _reopen(occurrence, "return", by, reason)
    _tell(occurrence, by)
    return occurrence


def _finish(occurrence: Occurrence, by: User, done_on: date, missing: str | None) -> None:
    step(OCCURRENCE, occurrence, "finish", by=by, evidence_given=missing)
    occurrence.done_on, occurrence.done_by, occurrence.done_at = done_on, by.username, clock.now()
    occurrence.return_note = ""
    occurrence.save()
    _record(occurrence, "finish", by)


def _reopen(occurrence: Occurrence, verb: str, by: User, reason: str = "") -> None:
    occurrence.done_on, occurrence.done_at, occurrence.done_by = None, None, ""
    occurrence.save()
    _record(occurrence, verb, by, reason)


def _attach(occurrence: Occurrence, upload: Upload, by: User) -> None:
    document = _document(occurrence, upload)
    if occurrence.files.filter(sha256=document.sha256).exists():
        raise DomainError("file_twice", "这份文件已经传过了，请换一份", "file")
    OccurrenceFile.objects.create(occurrence=occurrence, **asdict(document), added_by=by.username)


def _document(occurrence: Occurrence, upload: Upload) -> Document:
    most = parameter(
        "obligation.max_megabytes",
        region=occurrence.region,
        department=occurrence.department,
        on=clock.today(),
    )
    return checked_document(
        upload.content, upload.file_name, most_megabytes=int(str(most)), unnamed="完成情况"
    )


def _record(occurrence: Occurrence, verb: str, by: User, reason: str = "") -> None:
    event = OccurrenceChanged(
        subject=occurrence.obligation.title,
        action=verb,
        state=occurrence.state,
        department=occurrence.answerer_name,
        due_on=occurrence.due_on.isoformat(),
        day=occurrence.done_on.isoformat() if occurrence.done_on else "",
        is_late=occurrence.is_late,
        reason=reason.strip(),
    )
    record(event, by=by)


def _tell(occurrence: Occurrence, by: User) -> None:
    """Tell who answers that it came back."""
    due = occurrence.due_on
    for department, permission in recipients([occurrence])[occurrence.pk]:
        send(
            by=by,
            key=f"occurrence.returned:{occurrence.pk}:{department.pk}:{clock.now().timestamp()}",
            department=department,
            permission=permission,
            title=f"{occurrence.obligation.title[:60]}被退回",
            text=f"{due.year}年{due.month}月{due.day}日到期的工作被退回：{occurrence.return_note}",
            url=occurrence.page,
        )
