"""Doing what a confirmed item list says: drafts, which then go the way of every item."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.registers.actions import items
from mingcha.registers.models import ImportBatch, InspectionItem
from mingcha.registers.models.import_batch import RowOutcome


def apply_items(batch: ImportBatch) -> None:
    """Begin new items, and write changes into the version in work or a new one."""
    by = User.objects.get(username=batch.confirmed_by)
    for row in batch.rows.filter(outcome=RowOutcome.NEW):
        items.create_item(by=by, department=batch.department, code=row.key, text=row.after)
    for row in batch.rows.filter(outcome=RowOutcome.CHANGED):
        item = InspectionItem.objects.get(department=batch.department, code=row.key)
        newest = item.versions.all()[0]
        if newest.state == "published":
            newest = items.amend_item(by=by, item=item)
        items.edit_item(by=by, version=newest, text=row.after)
