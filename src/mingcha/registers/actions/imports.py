"""Importing a register: sent, looked at, confirmed (R-015, R-018); ``jobs`` does the long work."""

from __future__ import annotations

import hashlib
from io import SEEK_END
from typing import Any, BinaryIO

from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from procrastinate.tasks import Task

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import step
from mingcha.core.errors import Refusal
from mingcha.core.workflow.import_batch import IMPORT_BATCH
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.foundation.jobs import enqueue
from mingcha.orgs.models import Department
from mingcha.registers.intake.kept_file import keep_file
from mingcha.registers.intake.reading import MOST_BYTES, require_spreadsheet
from mingcha.registers.intake.working import record_step
from mingcha.registers.jobs import annotate_import, check_import, write_import
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.import_batch import ImportKind
from mingcha.registers.policies import require_own_list

_STATES_OVER = ("cancelled", "failed")


@action
def upload_file(
    *,
    by: User,
    department: Department,
    kind: str,
    file_name: str,
    content: BinaryIO,
) -> ImportBatch:
    """Take a file and begin its check; the same file sent again is the same batch.

    Raises DomainError at ``file`` where the content is none of the formats, is empty or too large.
    """
    require_own_list(by, Permission.REGISTER_IMPORT, department)
    _require_readable(content)
    made = {
        "file_name": file_name[-200:],
        "uploaded_by": by.username,
    }
    batch, is_new = ImportBatch.objects.exclude(state__in=_STATES_OVER).get_or_create(
        department=department,
        kind=ImportKind(kind).value,
        file_hash=hashlib.file_digest(content, "sha256").hexdigest(),
        defaults=made,
    )
    if is_new:
        keep_file(batch, content)
        record_step(batch, "upload", by)
        _enqueue_check(batch, by)
    return batch


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
    "" where nothing is gone.
    """
    batch = _own(by, batch)
    if batch.kind == ImportKind.ITEMS:
        require(by, Permission.ITEM_EDIT)
    counts, removes = batch.counts, gone == "remove"
    some = counts.get("new", 0) + counts.get("changed", 0) + removes * counts.get("gone", 0)
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


@action
def cancel_import(*, by: User, batch: ImportBatch) -> None:
    """Give an import up; nothing has been written."""
    batch = _own(by, batch)
    step(IMPORT_BATCH, batch, "cancel", by=by)
    batch.save()
    batch.rows.all().delete()
    record_step(batch, "cancel", by)


@action
def retry_import(*, by: User, batch: ImportBatch) -> None:
    """Check the file of a failed import again."""
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


def _own(by: User, batch: ImportBatch) -> ImportBatch:
    batch = ImportBatch.held(batch.pk)
    if by.department_id != batch.department_id:
        raise NotFound
    require(by, Permission.REGISTER_IMPORT)
    return batch


def _enqueue_check(batch: ImportBatch, by: User) -> None:
    _enqueue(check_import, batch, by, "校验")
    _enqueue(annotate_import, batch, by, "批注", "/annotated")


def _enqueue(
    task: Task[Any, Any, Any], batch: ImportBatch, by: User, doing: str, part: str = ""
) -> None:
    enqueue(
        task,
        key=f"import/{batch.pk}{part}",
        title=f"{doing} {batch.file_name}"[:120],
        page=reverse("import", args=[batch.pk]),
        by=by.username,
        batch=batch.pk,
    )
