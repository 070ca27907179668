"""What an item list would do: drafts are made or changed, nothing in force is touched."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from mingcha.core.draw.canonical import Json
from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import ItemRecord
from mingcha.registers.intake import words
from mingcha.registers.intake.comparing import write_bad_rows
from mingcha.registers.intake.item_texts import content_kept, name_kept
from mingcha.registers.intake.reading import Reading
from mingcha.registers.models import ImportBatch, ImportRow, ItemVersion
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.registers.models.inspection_item import ItemClass

_BEING_JUDGED = {"in_review": "正在审核", "approved": "已审核待公布", "scheduled": "待生效"}
Facts = dict[str, Json]


def compare_items(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write what each row of the list would do, and which items it lacks."""
    intake = reading.take_in()
    known = _Known(_newest(batch))
    rows, taken = [], set(known.by_code)
    for record in intake.records:
        said = _said(record)
        given = record.fields.get("code", "")
        version = known.by_code.get(given) if given else known.of_name(said)
        if version is not None and version.pk in known.met:
            rows.append(_repeated(batch, record, version.item.code))
            continue
        if version is not None:
            known.met.add(version.pk)
        code = version.item.code if version else given or _free(batch, taken)
        taken.add(code)
        rows.append(_row(batch, record, said, code, version))
    rows += [
        ImportRow(batch=batch, outcome=RowOutcome.GONE, key=each.item.code, name=each.name)
        for each in known.left()
    ]
    ImportRow.objects.bulk_create(rows, batch_size=500)
    write_bad_rows(batch, intake, "code")
    return intake


class _Known:
    """The department's items, each in its newest version, and which of them the file has named.

    Lists repeat a name with another basis or other objects. A row without a code means the item
    that says the same, else the first of its name that no row before it meant.
    """

    def __init__(self, versions: list[ItemVersion]) -> None:
        self.by_code = {version.item.code: version for version in versions}
        self.met: set[int] = set()
        self._by_name: dict[str, list[ItemVersion]] = defaultdict(list)
        for version in versions:
            self._by_name[version.name].append(version)

    def of_name(self, said: Facts) -> ItemVersion | None:
        """Return the item that a row without a code means."""
        free = [each for each in self._by_name[str(said["name"])] if each.pk not in self.met]
        same = (each for each in free if all(getattr(each, n) == v for n, v in said.items()))
        return next(same, free[0] if free else None)

    def left(self) -> list[ItemVersion]:
        """Return the items in use that no row meant."""
        return [
            version
            for version in self.by_code.values()
            if version.pk not in self.met and version.item.retired_on is None
        ]


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
    batch: ImportBatch,
    record: ItemRecord,
    said: Facts,
    code: str,
    version: ItemVersion | None,
) -> ImportRow:
    row = ImportRow(batch=batch, row=record.row, key=code, name=name_kept(record))
    if version is None:
        row.outcome, row.after = RowOutcome.NEW, said
        return row
    row.after = {name: each for name, each in said.items() if getattr(version, name) != each}
    row.before = {name: getattr(version, name) for name in row.after}
    row.outcome = RowOutcome.CHANGED if row.after else RowOutcome.SAME
    if version.item.retired_on:
        _refuse(row, f"事项{code}已停用，不再启用", "确需恢复的，请换一个编码作为新的事项")
    elif row.after and version.state in _BEING_JUDGED:
        why = _BEING_JUDGED[version.state]
        _refuse(row, f"事项{code}{why}，不能修改", "办完后再导入")
    return row


def _refuse(row: ImportRow, message: str, remedy: str) -> None:
    row.outcome, row.message = RowOutcome.REFUSED, message
    cell = {"cell": f"第 {row.row} 行", "message": message, "remedy": remedy}
    row.before, row.after = {}, {"cells": [cell]}


def _repeated(batch: ImportBatch, record: ItemRecord, code: str) -> ImportRow:
    return ImportRow(
        batch=batch,
        row=record.row,
        outcome=RowOutcome.REPEATED,
        key=code,
        name=name_kept(record),
        message=f"与前面的行同为事项{code}，只保留前一行",
    )


def _said(record: ItemRecord) -> Facts:
    said: Facts = {
        "category": record.category or "",
        "name": name_kept(record),
        "objects_text": record.object or "",
        "item_class": _item_class(record.item_class),
        "methods": [*words.check_methods(record.method)],
        "body": record.body or "",
        "basis": record.basis or "",
        "content": content_kept(record),
        "ratio_text": record.ratio or "",
        "frequency_text": record.frequency or "",
    }
    return {name: value for name, value in said.items() if value not in ("", [])}


def _item_class(text: str | None) -> str:
    """Return the class that a text names; "" where it names none, or both: then nothing is changed."""
    said = text or ""
    if ("一般" in said) == ("重点" in said):
        return ""
    return ItemClass.KEY.value if "重点" in said else ItemClass.GENERAL.value
