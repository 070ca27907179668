"""Keeping what a system pushes row by row, so that it can be undone as a whole like a file (R-016).

All that one sender pushes in a day is one batch. An object is one row of it: pushed again, the row
goes on from what it kept, and takes over anew what somebody else has written in between.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from mingcha.accounts.models import User
from mingcha.accounts.steps import step_by_itself
from mingcha.core.draw.canonical import Json
from mingcha.core.workflow.import_batch import IMPORT_BATCH
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.models import ImportBatch, ImportRow
from mingcha.registers.models.import_batch import ImportKind, RowOutcome

Facts = dict[str, Json]
_WRITTEN = (RowOutcome.NEW, RowOutcome.CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """What one row of a call did to an object: fields as they stood before it, and after it."""

    code: str
    name: str
    outcome: RowOutcome
    before: Facts
    after: Facts


def keep_pushed(
    *, by: User, department: Department, sender: str, pushes: Collection[Push]
) -> ImportBatch:
    """Add to the sender's batch of today what a call wrote; the caller holds the registers' lock.

    ``sender`` is what the account's token is for. Cost: some five statements, however many rows.
    """
    batch = _batch_of_today(by, department, sender)
    codes = [push.code for push in pushes]
    found = batch.rows.filter(row=None, outcome__in=_WRITTEN, key__in=codes)
    known = {row.key: row for row in found}
    was = Counter(row.outcome for row in known.values())
    begun = [_begun(batch, push) for push in pushes if push.code not in known]
    gone_on = [_gone_on(known[push.code], push) for push in pushes if push.code in known]
    idle = [row for row in gone_on if _is_idle(row)]
    kept = [row for row in gone_on if not _is_idle(row)]
    ImportRow.objects.bulk_create(begun)
    ImportRow.objects.bulk_update(kept, ["outcome", "name", "before", "after"])
    ImportRow.objects.filter(pk__in=[row.pk for row in idle]).delete()
    now = Counter(row.outcome for row in (*begun, *kept))
    _count(batch, {outcome: now[outcome] - was[outcome] for outcome in _WRITTEN})
    return batch


def _batch_of_today(by: User, department: Department, sender: str) -> ImportBatch:
    """Return the batch, locked; one that is being undone takes nothing in any more."""
    digest = hashlib.sha256(f"{by.username}/{sender}/{clock.today()}".encode()).hexdigest()
    batches = ImportBatch.objects.select_for_update(of=("self",)).filter(state="applied")
    key = {"department": department, "kind": ImportKind.OBJECTS.value, "file_hash": digest}
    batch = batches.defer("annotated").filter(**key).first()
    if batch is None:
        batch = ImportBatch(**key, is_pushed=True, uploaded_by=by.username)
        batch.file_name, batch.confirmed_by = f"接口推送：{sender or by.username}", by.username
        batch.applied_at = clock.now()
        step_by_itself(IMPORT_BATCH, batch, "receive")
        batch.save()
    return batch


def _begun(batch: ImportBatch, push: Push) -> ImportRow:
    row = ImportRow(batch=batch, key=push.code, name=push.name, outcome=push.outcome)
    row.before, row.after = push.before, push.after
    return row


def _gone_on(row: ImportRow, push: Push) -> ImportRow:
    """Return the row of an object that is pushed again, with what it would be undone to."""
    row.name = push.name
    if push.outcome == RowOutcome.NEW:  # somebody took it out meanwhile
        row.outcome = RowOutcome.NEW
    for name, value in push.after.items():
        is_ours = name in row.after and row.after[name] == push.before.get(name)
        if not is_ours and name in push.before:
            row.before[name] = push.before[name]
        row.after[name] = value
        if name in row.before and row.before[name] == value:
            del row.before[name], row.after[name]
    return row


def _is_idle(row: ImportRow) -> bool:
    """Tell whether nothing is left to undo: what was pushed has been pushed back."""
    return row.outcome == RowOutcome.CHANGED and not row.after


def _count(batch: ImportBatch, more: dict[RowOutcome, int]) -> None:
    for outcome, number in more.items():
        batch.counts[outcome.value] = int(batch.counts.get(outcome.value, 0)) + number
    batch.counts["rows"] = sum(int(batch.counts[outcome.value]) for outcome in _WRITTEN)
    batch.counts["calls"] = int(batch.counts.get("calls", 0)) + 1
    batch.save(update_fields=["counts", "updated_at"])
