"""The long work of an import: checking the file, and writing what was confirmed.

Each is one transaction and safe to run again: a batch that is not waiting for it is left alone.
"""

from __future__ import annotations

from django.db import transaction

from mingcha.accounts.models import User
from mingcha.accounts.steps import step_by_itself
from mingcha.audit.record import record
from mingcha.core.errors import Refusal
from mingcha.core.workflow.import_batch import IMPORT_BATCH
from mingcha.foundation import clock
from mingcha.foundation.actions import action
from mingcha.foundation.history import changed_by
from mingcha.foundation.jobs import Stopped
from mingcha.registers.events import RegisterImported
from mingcha.registers.intake.comparing import count_rows, told
from mingcha.registers.intake.comparing_helpers import new_areas
from mingcha.registers.intake.comparing_inspectors import new_tags
from mingcha.registers.intake.kept_file import kept_file
from mingcha.registers.intake.reading import Reading
from mingcha.registers.intake.registers import register_of_batch
from mingcha.registers.intake.writing_lock import lock_registers
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.import_batch import ImportKind
from mingcha.spreadsheets.registers import Watch

_REGISTER_CHANGED = "校验之后名录有了变化，预览已不作准：请重新校验，再看一遍"


@action
def check_file(*, batch: ImportBatch, watch: Watch = lambda rows: rows) -> None:
    """Read the file and write what each row would do; a batch that is not waiting is left alone."""
    batch = ImportBatch.held(batch.pk)
    if batch.state != IMPORT_BATCH.initial:
        return
    forget_preview(batch)
    register = register_of_batch(batch)
    with kept_file(batch) as path:
        reading = Reading(batch.kind, path, batch.department, batch.source, watch)
        try:
            with transaction.atomic():
                intake = register.compare(batch, reading)
        except Stopped:
            raise
        except Refusal as refusal:
            batch.columns = reading.columns
            _fail(batch, refusal.message)
            return
    batch.columns = reading.columns
    batch.findings = told(intake.findings)
    batch.counts = count_rows(batch, intake) | {"sheet": intake.sheet, "new_tags": []}
    if batch.kind == ImportKind.INSPECTORS:
        batch.counts["new_tags"] = [*new_tags(batch)]
    elif batch.is_of_helpers:
        batch.counts["new_tags"] = [*new_areas(batch)]
    batch.stamp = register.stamp(batch)
    step_by_itself(IMPORT_BATCH, batch, "check")
    batch.save()


def forget_preview(batch: ImportBatch) -> None:
    """Delete what a check has found out."""
    batch.rows.all().delete()
    batch.unchanged.all().delete()


def annotate_file(*, batch: ImportBatch, watch: Watch = lambda rows: rows) -> None:
    """Keep the workbook that goes back to who sent the file; none where it cannot be read.

    It is made without holding the batch, whose import may meanwhile be confirmed.
    """
    try:
        with kept_file(batch) as path:
            made = Reading(batch.kind, path, batch.department, batch.source, watch).annotated()
    except Stopped:
        raise
    except Refusal:
        return
    _keep_annotated(batch, made)


@action
def _keep_annotated(batch: ImportBatch, made: bytes) -> None:
    batch = ImportBatch.held(batch.pk)
    if batch.state == "cancelled":
        return
    batch.annotated = made
    batch.save(update_fields=["annotated"])


@action
def apply_import(*, batch: ImportBatch) -> None:
    """Write a confirmed import, all of it or nothing; one that is not confirmed is left alone."""
    lock_registers()
    batch = ImportBatch.held(batch.pk)
    if batch.state != "confirmed":
        return
    by = User.objects.get(username=batch.confirmed_by)
    changed_by(by.username)
    register = register_of_batch(batch)
    register.lock(batch)
    if register.stamp(batch) != batch.stamp:
        _fail(batch, _REGISTER_CHANGED)
        return
    batch.applied_at = clock.now()
    register.apply(batch)
    step_by_itself(IMPORT_BATCH, batch, "apply", register_unchanged=None)
    batch.save()
    record_step(batch, "apply", by)


@action
def undo_import(*, batch: ImportBatch) -> None:
    """Take a written import back as a whole; one that nobody wants undone is left alone."""
    lock_registers()
    batch = ImportBatch.held(batch.pk)
    if batch.state != "undoing":
        return
    by = User.objects.get(username=batch.undone_by)
    changed_by(by.username)
    register = register_of_batch(batch)
    register.lock(batch)
    batch.counts["kept"] = register.undo(batch)
    step_by_itself(IMPORT_BATCH, batch, "take_back")
    batch.save()
    record_step(batch, "take_back", by)


def _fail(batch: ImportBatch, reason: str) -> None:
    step_by_itself(IMPORT_BATCH, batch, "fail", reason_given=None)
    batch.failure = reason[:300]
    batch.save()


def record_step(batch: ImportBatch, verb: str, by: User) -> None:
    """Write the audit event of a step."""
    numbers = {name: n for name, n in batch.counts.items() if isinstance(n, int)}
    event = RegisterImported(
        subject=f"{batch.department.name} {batch.get_kind_display()}",
        action=verb,
        file_hash=batch.file_hash,
        removes_gone=batch.removes_gone,
        counts=[f"{name}={number}" for name, number in sorted(numbers.items())],
    )
    record(event, by=by)
