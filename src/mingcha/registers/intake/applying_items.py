"""Doing what a confirmed item list says: drafts, which then go the way of every item."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.core.draw.canonical import Json
from mingcha.registers.actions import items
from mingcha.registers.models import ImportBatch, ImportRow, InspectionItem, ItemVersion
from mingcha.registers.models.import_batch import RowOutcome

_UNDO = "导入已撤销"


def apply_items(batch: ImportBatch) -> None:
    """Begin new items, and write changes into the version in work or a new one.

    Each row remembers its version and how that was left, so that the import can be taken back.
    """
    by = User.objects.get(username=batch.confirmed_by)
    for row in batch.rows.filter(outcome=RowOutcome.NEW):
        version = items.create_item(
            by=by, department=batch.department, code=row.key, text=row.after
        )
        _remember(row, version, begun=True)
    for row in batch.rows.filter(outcome=RowOutcome.CHANGED):
        item = InspectionItem.objects.get(department=batch.department, code=row.key)
        newest = item.versions.all()[0]
        begun = newest.state == "published"
        if begun:
            newest = items.amend_item(by=by, item=item)
        _remember(row, items.edit_item(by=by, version=newest, text=row.after), begun=begun)


def undo_items(batch: ImportBatch) -> int:
    """Take a written import back; returns how many rows somebody has worked on since.

    A draft that the load began goes if nobody has touched it; in one that it changed, the former
    text returns where it still says what the load wrote.
    """
    by = User.objects.get(username=batch.undone_by)
    kept = 0
    for row in batch.rows.filter(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED]):
        version = ItemVersion.objects.filter(pk=row.before.get("version")).first()
        if version is None:  # discarded since, or written before rows remembered it
            continue
        stays = _stays(row, version)
        kept += bool(stays)
        if version.state not in items.EDITABLE:
            continue
        if not row.before["begun"]:
            former = {name: row.before[name] for name in row.after if name not in stays}
            items.edit_item(by=by, version=version, text=former)
        elif not stays:
            items.discard_draft(by=by, version=version, reason=_UNDO)
    return kept


def _remember(row: ImportRow, version: ItemVersion, *, begun: bool) -> None:
    left = {"version": version.pk, "begun": begun, "left": version.updated_at.isoformat()}
    row.before = row.before | left
    row.save(update_fields=["before"])


def _stays(row: ImportRow, version: ItemVersion) -> set[str]:
    """Return the fields in which somebody's later work stays: all, once it was handed in."""
    said: dict[str, Json] = row.after
    touched = row.before["begun"] and version.updated_at.isoformat() != row.before["left"]
    if touched or version.state not in items.EDITABLE:
        return set(said)
    return {name for name, value in said.items() if getattr(version, name) != value}
