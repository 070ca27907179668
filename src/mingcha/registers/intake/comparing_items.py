"""What an item list would do: drafts are made or changed, nothing in force is touched."""

from __future__ import annotations

from mingcha.core.draw.canonical import Json
from mingcha.core.intake.records import ItemRecord
from mingcha.core.ratios.ratio import read_ratio
from mingcha.registers.intake import words
from mingcha.registers.intake.comparing import write_bad_rows
from mingcha.registers.intake.reading import Read
from mingcha.registers.models import ImportBatch, ImportRow, ItemVersion
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.registers.models.inspection_item import ItemClass

_BEING_JUDGED = {"in_review": "正在审核", "approved": "已审核待公布"}
Facts = dict[str, Json]


def compare_items(batch: ImportBatch, read: Read) -> None:
    """Write what each row of the list would do, and which items it lacks."""
    intake = read.examined.intake
    known = list(_newest(batch))
    by_code = {version.item.code: version for version in known}
    by_name = {version.name: version for version in reversed(known)}
    rows, met, taken = [], set(), set(by_code)
    for record in intake.records:
        given = record.fields.get("code", "")[:32]
        version = by_code.get(given) if given else by_name.get(record.name[:120])
        if version is not None and version.pk in met:
            rows.append(_repeated(batch, record, version.item.code))
            continue
        if version is not None:
            met.add(version.pk)
        code = version.item.code if version else given or _free(batch, taken)
        taken.add(code)
        rows.append(_row(batch, record, code, version))
    rows += [
        ImportRow(batch=batch, outcome=RowOutcome.GONE, key=each.item.code, name=each.name)
        for each in known
        if each.pk not in met and each.item.retired_on is None
    ]
    ImportRow.objects.bulk_create(rows, batch_size=500)
    write_bad_rows(batch, intake, "code")


def stamp_items(batch: ImportBatch) -> str:
    """Return a fingerprint of the department's list."""
    times = [version.updated_at for version in _newest(batch)]
    return f"{len(times)}:{max(times).isoformat() if times else ''}"


def _newest(batch: ImportBatch) -> list[ItemVersion]:
    versions = ItemVersion.objects.filter(item__department=batch.department_id)
    newest = versions.order_by("item_id", "-number").distinct("item_id")
    return sorted(newest.select_related("item"), key=lambda version: version.item.code)


def _free(batch: ImportBatch, taken: set[str]) -> str:
    numbers = range(1, len(taken) + 2)
    codes = (f"{batch.department.code}-{number:02d}" for number in numbers)
    return next(code for code in codes if code not in taken)


def _row(
    batch: ImportBatch, record: ItemRecord, code: str, version: ItemVersion | None
) -> ImportRow:
    said = _said(record)
    row = ImportRow(batch=batch, row=record.row, key=code, name=record.name[:200])
    if version is None:
        row.outcome, row.after = RowOutcome.NEW, said
        return row
    row.after = {name: each for name, each in said.items() if getattr(version, name) != each}
    row.before = {name: getattr(version, name) for name in row.after}
    row.outcome = RowOutcome.CHANGED if row.after else RowOutcome.SAME
    if row.after and (version.state in _BEING_JUDGED or version.item.retired_on):
        why = _BEING_JUDGED.get(version.state, "已停用")
        row.outcome, row.message = RowOutcome.REFUSED, f"事项{code}{why}，不能修改"
        row.after = {
            "cells": [
                {"cell": f"第 {record.row} 行", "message": row.message, "remedy": "办完后再导入"}
            ]
        }
    return row


def _repeated(batch: ImportBatch, record: ItemRecord, code: str) -> ImportRow:
    return ImportRow(
        batch=batch,
        row=record.row,
        outcome=RowOutcome.REPEATED,
        key=code,
        name=record.name[:200],
        message=f"与前面的行同为事项{code}，只保留前一行",
    )


def _said(record: ItemRecord) -> Facts:
    item_class = _item_class(record.item_class)
    ratio = record.ratio or ""
    is_limited = item_class != ItemClass.KEY
    said: Facts = {
        "category": (record.category or "")[:60],
        "name": record.name[:120],
        "objects_text": (record.object or "")[:200],
        "item_class": item_class,
        "methods": [*words.check_methods(record.method)],
        "body": (record.body or "")[:120],
        "basis": record.basis or "",
        "content": record.fields.get("content", ""),
        "ratio_text": ratio[:120],
        "frequency_text": (record.frequency or "")[:120],
        "ratio_limit_bp": read_ratio(ratio).limit_bp if is_limited else None,
    }
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def _item_class(text: str | None) -> str:
    if not text:
        return ""
    return ItemClass.KEY.value if "重点" in text else ItemClass.GENERAL.value
