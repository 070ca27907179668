"""The industries that a department leads, 1+X (一业一查, R-007), with a workbook of the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mingcha.core.draw.canonical import Json
from mingcha.publication.disclosure import disclosed
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.item_list import list_key
from mingcha.publication.snapshots.list_workbook import Column, list_workbook
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.registers.selectors.industry_checks import complete_rows, version_in_force

if TYPE_CHECKING:
    from mingcha.orgs.models import Department
    from mingcha.registers.models import IndustryCheck, InspectionItem, ItemVersion

_WORKBOOK = "一业一查清单.xlsx"
_COLUMNS = (
    Column("industry", "行业", 16),
    Column("title", "任务名称", 24),
    Column("lead", "发起部门与事项", 34),
    Column("joined", "配合部门与事项", 60),
    Column("note", "部门分工和备注", 30),
)


def industry_list(department: Department) -> Snapshot:
    """Build the list of the rows whose initiating item is in force, ordered by industry."""
    checks = complete_rows(department)
    rows = [_row(check) for check in checks]
    title = f"{department.name}牵头的一业一查清单"
    return Snapshot(
        kind=PublicationKind.INDUSTRY_LIST,
        key=list_key(department),
        title=title,
        region_prefix=department.region.prefix,
        department=department.name,
        content={"department": disclosed(department, "code", "name", "short_name"), "rows": rows},
        files={_WORKBOOK: _workbook(title, rows, _newest(checks))} if rows else {},
    )


def _row(check: IndustryCheck) -> dict[str, Json]:
    """Return a row; ``items`` are those of each department, the lead's further ones first."""
    items: dict[str, list[Json]] = defaultdict(list)
    own = [item for item in check.items.all() if item.department_id == check.department_id]
    others = [item for item in check.items.all() if item.department_id != check.department_id]
    for item in (*own, *others):
        if version := version_in_force(item):
            items[_name(item.department)].append(_item(version))
    for department in check.cooperating.all():
        items.setdefault(_name(department), [])
    return {
        **disclosed(check, "industry", "title", "note"),
        "lead": {"department": _name(check.department)} | _lead(check),
        "items": [{"department": name, "items": those} for name, those in items.items()],
    }


def _lead(check: IndustryCheck) -> dict[str, Json]:
    version = version_in_force(check.lead_item) if check.lead_item else None
    return _item(version) if version else {}


def _item(version: ItemVersion) -> dict[str, Json]:
    return disclosed(version.item, "code") | disclosed(version, "name")


def _name(department: Department) -> str:
    return str(disclosed(department, "name")["name"])


def _newest(checks: list[IndustryCheck]) -> str:
    """Return the day on which the newest of all items came into force."""
    versions = filter(None, (version_in_force(item) for check in checks for item in _all(check)))
    days = (version.effective_from for version in versions if version.effective_from)
    return max((day.isoformat() for day in days), default="")


def _all(check: IndustryCheck) -> list[InspectionItem]:
    return [*([check.lead_item] if check.lead_item else []), *check.items.all()]


def _workbook(title: str, rows: list[dict[str, Json]], newest: str) -> bytes:
    entries = [
        row
        | {
            "lead": f"{row['lead']['department']}：{_told(row['lead'])}",
            "joined": "\n".join(_part(part) for part in row["items"]),
        }
        for row in rows
    ]
    return list_workbook(title, "一业一查清单", _COLUMNS, entries, newest)


def _part(part: Json) -> str:
    return f"{part['department']}：{'、'.join(map(_told, part['items'])) or '事项待定'}"


def _told(item: Json) -> str:
    return f"{item['code']} {item['name']}"
