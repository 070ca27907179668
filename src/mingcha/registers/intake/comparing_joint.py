"""What a joint list would do to the 1+X list: a field of it is a row there (R-007).

The first row of a field carries what becomes of it as a whole, ``written``; the others tell of
themselves. What the list said before and no longer says goes, what people added stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import JointRecord
from mingcha.orgs.models import Department
from mingcha.registers.intake.comparing import write_bad_rows
from mingcha.registers.intake.joint_region import (
    JointRegion,
    Matched,
    listed_row,
    state_of,
    wording,
)
from mingcha.registers.intake.reading import Reading
from mingcha.registers.models import (
    ImportBatch,
    ImportRow,
    IndustryCheck,
    InspectionItem,
    ItemVersion,
)
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.registers.selectors.industry_checks import joinable_items, rows_in_use

State = dict[str, Any]


def compare_joint(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write what each row of the list would do, and which rows of the 1+X list it lacks."""
    intake = reading.take_in()
    fields: dict[str, list[JointRecord]] = defaultdict(list)
    for record in intake.records:
        fields[record.area].append(record)
    known = {check.industry: check for check in rows_in_use(batch.department)}
    rows = [
        row
        for field, records in fields.items()
        for row in _Field(batch, reading.neighbours.joint, records, known.get(field)).rows()
    ]
    met = {*fields, *(row.values.get("area", "") for row in intake.rejected)}
    rows += [
        ImportRow(batch=batch, outcome=RowOutcome.GONE, key=industry, name=check.title)
        for industry, check in known.items()
        if check.listed and industry not in met  # what people wrote was never in a list
    ]
    ImportRow.objects.bulk_create(rows, batch_size=500)
    write_bad_rows(batch, intake, "area")
    return intake


def stamp_joint(batch: ImportBatch) -> str:
    """Return a fingerprint of what the import was compared with.

    That is the department's rows of the 1+X list, others' rows of the fields that it would write,
    and the items in force of whom these name.
    """
    region = batch.department.region
    rows = batch.rows.filter(after__has_key="initiating")
    is_met = Q(department=batch.department_id) | Q(industry__in=rows.values("key"))
    checks = IndustryCheck.objects.filter(is_met, region=region)
    names = JointRegion(batch.department)
    texts = rows.order_by().values_list("after__initiating", flat=True).distinct()
    named = {each for text in texts for each in names.named(text).departments}
    versions = joinable_items(region).filter(item__department__in=named).order_by()
    times = [*checks.values_list("updated_at", flat=True)]
    times += [*versions.values_list("updated_at", flat=True)]
    return f"{len(times)}:{max(times).isoformat() if times else ''}"


class _Field:
    """The rows of one field, beside the row of the 1+X list that it is."""

    def __init__(
        self,
        batch: ImportBatch,
        region: JointRegion,
        records: Sequence[JointRecord],
        check: IndustryCheck | None,
    ) -> None:
        self._batch, self._region, self._records = batch, region, records
        self._was = state_of(check) if check else None
        self._listed = [listed_row(record) for record in records]
        self._now = region.matched(self._listed)
        self._will = self._become()

    def rows(self) -> list[ImportRow]:
        """Return the rows of the import, that of the field as a whole first."""
        first, *others = self._records
        return [self._head(first), *(self._row(record) for record in others)]

    def _become(self) -> State:
        if self._was is None:
            own = [version.item_id for version in self._now.own]
            lead, items, departments = (
                own[0] if own else None,
                {*self._now.items},
                self._now.department_keys,
            )
            industries = self._region.industries_of(self._listed)
        else:
            former = self._region.matched(self._was["listed"])
            fresh = self._region.fresh(self._now, self._was["listed"])
            lead, items = self._kept(self._was, former, fresh)
            left = former.department_keys - self._now.department_keys
            departments = {*self._was["cooperating"]} - left | fresh.department_keys
            industries = self._was["object_industries"]
        return {
            "lead_item": lead,
            "items": sorted(items - {lead}),
            "cooperating": sorted(departments),
            "object_industries": industries,
            "listed": [self._region.remembering(row) for row in self._listed],
        }

    def _kept(self, was: State, former: Matched, fresh: Matched) -> tuple[int | None, set[int]]:
        """Return the lead's item and all items of a row that was there before."""
        left = former.items.keys() - self._now.items.keys()
        items = {*was["items"]} - left | fresh.items.keys()
        lead = was["lead_item"]
        if lead in left or lead not in self._region.in_force:
            own = [version.item_id for version in self._now.own]
            lead = own[0] if own else None
        return lead, items

    def _head(self, record: JointRecord) -> ImportRow:
        row = self._row(record)
        if self._was == self._will:
            return row
        if self._was is not None:
            row.outcome = RowOutcome.CHANGED
        said, was, will = row.after, self._told(self._was or {}), self._told(self._will)
        becomes = {name: will[name] for name in will if will[name] != was.get(name)}
        row.after = said | becomes | {"written": self._will}
        if self._was is not None:
            row.before = said | {name: was[name] for name in becomes} | {"written": self._was}
        return row

    def _row(self, record: JointRecord) -> ImportRow:
        row = ImportRow(batch=self._batch, row=record.row, key=record.area, name=record.name[:200])
        found = self._region.items_of(record.name, record.object, record.initiating)
        row.after = {
            "initiating": record.initiating,
            "cooperating_text": record.cooperating,
            "matched": [_item_text(version.item, version) for version in found],
        }
        if self._was is None:
            row.outcome = RowOutcome.NEW
        else:
            is_known = listed_row(record) in [wording(row) for row in self._was["listed"]]
            row.outcome = RowOutcome.SAME if is_known else RowOutcome.CHANGED
        return row

    def _told(self, state: State) -> State:
        """Return a state in words, which differ where the state does in what people look at."""
        if not state:
            return {}
        items = InspectionItem.objects.select_related("department").in_bulk(
            [*state["items"], *filter(None, [state["lead_item"]])]
        )
        lead, in_force = items.get(state["lead_item"]), self._region.in_force
        departments = Department.objects.in_bulk(state["cooperating"])
        return {
            "lead_item": _item_text(lead, in_force.get(lead.pk)) if lead else "",
            "items": [_item_text(items[pk], in_force.get(pk)) for pk in state["items"]],
            "cooperating": [departments[pk].short_name for pk in state["cooperating"]],
            "object_industries": state["object_industries"],
        }


def _item_text(item: InspectionItem, version: ItemVersion | None) -> str:
    name = version.name if version else ""
    return f"{item.department.short_name} {item.code} {name}".strip()
