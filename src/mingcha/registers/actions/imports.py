"""Importing a register: sent, looked at, confirmed (R-015, R-018); ``jobs`` does the long work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from io import SEEK_END
from typing import Any, BinaryIO

from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from procrastinate.tasks import Task

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, sees_classes
from mingcha.accounts.steps import reason_given, step
from mingcha.core.errors import Refusal
from mingcha.core.intake.kinds import KINDS
from mingcha.core.workflow.import_batch import IMPORT_BATCH
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.foundation.jobs import ask_to_stop, enqueue
from mingcha.orgs.models import Department
from mingcha.registers.intake.kept_file import digest_of, keep_file
from mingcha.registers.intake.reading import MOST_BYTES, require_spreadsheet
from mingcha.registers.intake.working import forget_preview, record_step
from mingcha.registers.jobs import (
    annotate_import,
    check_import,
    take_import_back,
    write_import,
)
from mingcha.registers.models import ColumnName, ImportBatch
from mingcha.registers.models.import_batch import ImportKind, ImportSource
from mingcha.registers.policies import require_own_list

_IN_WORK = ("uploaded", "checked", "confirmed")


@action
def upload_file(
    *,
    by: User,
    department: Department,
    kind: str,
    file_name: str,
    content: BinaryIO,
    source: str = ImportSource.OTHER.value,
) -> ImportBatch:
    """Take a file and begin its check; sent twice while it is in work, it is one batch.

    Sent again under another source, it is said to come from there from now on. A file that was
    written once is compared anew: the register, or the source, may have come back to it. Raises DomainError at ``file`` where the content is none of the formats, is empty or too large.
    """
    require_own_list(by, Permission.REGISTER_IMPORT, department)
    _require_sight(by, kind)
    _require_readable(content)
    made = {
        "file_name": file_name[-200:],
        "uploaded_by": by.username,
        "source": ImportSource(source).value,
    }
    batch, is_new = ImportBatch.objects.filter(state__in=_IN_WORK).get_or_create(
        department=department,
        kind=ImportKind(kind).value,
        file_hash=digest_of(content),
        defaults=made,
    )
    if is_new:
        keep_file(batch, content)
        record_step(batch, "upload", by)
        _enqueue_check(batch, by)
    elif source not in (batch.source, ImportSource.OTHER):
        batch.source = ImportSource(source).value
        batch.save(update_fields=["source", "updated_at"])
        record_step(batch, "name_source", by)
    return batch


def _require_sight(by: User, kind: str) -> None:
    if kind == ImportKind.CLASSES and not sees_classes(by):
        raise Forbidden


def _require_readable(content: BinaryIO) -> None:
    size = content.seek(0, SEEK_END)
    if not size:
        raise DomainError("empty", "这是空文件：请重新导出", "file")
    if size > MOST_BYTES:
        limit = MOST_BYTES >> 20
        raise DomainError("too_large", f"文件超过 {limit} MB：请按地区或类别分成几个文件", "file")
    try:
        require_spreadsheet(content)
    except Refusal as refusal:
        raise DomainError("unreadable", refusal.message, "file") from refusal
    content.seek(0)


@action
def confirm_import(
    *,
    by: User,
    batch: ImportBatch,
    gone: str,
) -> None:
    """Let what was looked at be written.

    ``gone`` says what becomes of what is in the register and not in the file: "keep", "remove", or
    "" where nothing is gone. A file of which no row was good removes nothing.
    """
    batch = _own(by, batch)
    _require_edit(by, batch)
    counts, removes = batch.counts, gone == "remove"
    good = counts.get("new", 0) + counts.get("changed", 0)
    some = good + (counts.get("gone", 0) if removes and good + counts.get("same", 0) else 0)
    answered = not counts.get("gone") or gone in {"keep", "remove"}
    step(
        IMPORT_BATCH,
        batch,
        "confirm",
        by=by,
        some_rows_good=None if some else "没有要写入的行：没有新增、变更或移出",
        gap_acknowledged=None if answered else "请先选定：名录中有、表中没有的怎样处理",
    )
    batch.removes_gone = removes and batch.kind != ImportKind.ITEMS
    batch.confirmed_by = by.username
    batch.save()
    record_step(batch, "confirm", by)
    _enqueue(write_import, batch, by, "写入")


def cancel_import(*, by: User, batch: ImportBatch) -> None:
    """Give an import up; a check that runs is stopped, and nothing has been written.

    A running check holds the batch, so it is told first, in a transaction of its own.
    """
    _stop_check(by, batch)
    _give_up(by=by, batch=batch)


@action
def _stop_check(by: User, batch: ImportBatch) -> None:
    if by.department_id != batch.department_id:
        raise NotFound
    require(by, Permission.REGISTER_IMPORT)
    ask_to_stop(_key(batch), _key(batch, "/annotated"))


@action
def _give_up(*, by: User, batch: ImportBatch) -> None:
    batch = _own(by, batch)
    step(IMPORT_BATCH, batch, "cancel", by=by)
    batch.save()
    forget_preview(batch)
    record_step(batch, "cancel", by)


@action
def retry_import(*, by: User, batch: ImportBatch) -> None:
    """Check the file of an import again."""
    batch = _own(by, batch)
    step(IMPORT_BATCH, batch, "retry", by=by)
    batch.failure = ""
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError as twice:
        raise DomainError("sent_again", "同一个文件已经另行上传，请办理那一次导入") from twice
    record_step(batch, "retry", by)
    _enqueue_check(batch, by)


@action
def name_columns(*, by: User, batch: ImportBatch, names: Mapping[str, str]) -> None:
    """Say what the headings of a file stand for, remember it, and check the file again.

    ``names`` are column keys by heading, "" for a column that is not to be read.
    """
    batch = _own(by, batch)
    keys = {column.key for column in KINDS[batch.kind].vocabulary.columns}
    headings = {column["heading"] for column in batch.columns}
    if not set(names) <= headings or not set(names.values()) <= keys | {""}:
        raise DomainError("no_such_column", "列的对应与文件不符，请重新打开这一页")
    twice = [key for key, times in Counter(filter(None, names.values())).items() if times > 1]
    if twice:
        title = KINDS[batch.kind].vocabulary.title(twice[0])
        raise DomainError("column_twice", f"有两列都读作“{title}”，请只留一列")
    for heading, column in names.items():
        _remember(by, batch, heading, column)
    retry_import(by=by, batch=batch)


def _remember(by: User, batch: ImportBatch, heading: str, column: str) -> None:
    """Keep what a heading stands for, where it is not what everybody would read it as."""
    general = KINDS[batch.kind].vocabulary.meaning(heading)
    place: dict[str, Any] = {
        "department": batch.department,
        "kind": batch.kind,
        "source": batch.source,
        "heading": heading,
    }
    if column == (general.key if general else ""):
        ColumnName.objects.filter(**place).delete()
    else:
        said = {"column": column, "said_by": by.username}
        ColumnName.objects.update_or_create(**place, defaults=said)


@action
def undo_load(*, by: User, batch: ImportBatch, reason: str) -> None:
    """Let a written import be taken back as a whole, with the reason (R-016)."""
    batch = _own(by, batch)
    _require_edit(by, batch)
    step(IMPORT_BATCH, batch, "undo", by=by, reason_given=reason_given(reason))
    batch.undone_by, batch.undone_reason = by.username, reason
    batch.save()
    record_step(batch, "undo", by)
    _enqueue(take_import_back, batch, by, "撤销")


def _require_edit(by: User, batch: ImportBatch) -> None:
    """Require the right to do by hand what the import does, where that is another one."""
    if batch.kind in (ImportKind.ITEMS, ImportKind.JOINT_ITEMS):
        require(by, Permission.ITEM_EDIT)


def _own(by: User, batch: ImportBatch) -> ImportBatch:
    batch = ImportBatch.held(batch.pk)
    if by.department_id != batch.department_id:
        raise NotFound
    require(by, Permission.REGISTER_IMPORT)
    _require_sight(by, batch.kind)
    return batch


def _enqueue_check(batch: ImportBatch, by: User) -> None:
    _enqueue(check_import, batch, by, "校验")
    _enqueue(annotate_import, batch, by, "批注", "/annotated")


def _enqueue(
    task: Task[Any, Any, Any], batch: ImportBatch, by: User, doing: str, part: str = ""
) -> None:
    enqueue(
        task,
        key=_key(batch, part),
        title=f"{doing} {batch.file_name}"[:120],
        page=reverse("import", args=[batch.pk]),
        by=by.username,
        batch=batch.pk,
    )


def _key(batch: ImportBatch, part: str = "") -> str:
    return f"import/{batch.pk}{part}"
