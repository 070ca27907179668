"""A department's items in force (R-008), with a workbook of the same."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

import xlsxwriter

from mingcha.core.draw.canonical import Json
from mingcha.core.ratios.wording import percent
from mingcha.publication.disclosure import disclosed, worded
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.registers.ratio_facts import ratio_limit_bp
from mingcha.registers.selectors.items import items_in_force

if TYPE_CHECKING:
    from mingcha.orgs.models import Department
    from mingcha.registers.models import InspectionItem, ItemVersion

_WORKBOOK = "抽查事项清单.xlsx"
_COLUMNS = (
    ("code", "事项编码", 14),
    ("category", "抽查类别", 18),
    ("name", "抽查事项", 28),
    ("item_class", "事项类别", 14),
    ("objects_text", "检查对象", 20),
    ("body", "检查主体", 24),
    ("basis", "检查依据", 44),
    ("content", "检查内容", 36),
    ("methods", "检查方式", 22),
    ("ratio_text", "抽查比例", 14),
    ("frequency_text", "抽查频次", 14),
    ("ratio_limit", "比例上限", 10),
    ("effective_from", "生效日期", 12),
)


def item_list(department: Department) -> Snapshot:
    """Build the list as it is in force now, ordered by code."""
    versions = (
        items_in_force(department.pk)
        .select_related("item__parent__department", "item__claimed_version")
        .order_by("item__code")
    )
    items = [_item(version) for version in versions.prefetch_related("check_points")]
    return Snapshot(
        kind=PublicationKind.ITEM_LIST,
        key=list_key(department),
        title=f"{department.name}抽查事项清单",
        region_prefix=department.region.prefix,
        department=department.name,
        content={"department": disclosed(department, "code", "name", "short_name"), "items": items},
        files={_WORKBOOK: _workbook(department.name, items)} if items else {},
    )


def list_key(department: Department) -> str:
    """Return the key of a department's list."""
    return f"{department.region_id}-{department.code}"


def changes(before: list[Json], after: list[Json]) -> str:
    """Say in what two lists of items differ."""
    then, now = ({item["code"]: item for item in items} for items in (before, after))
    parts = {
        "新增": now.keys() - then.keys(),
        "修订": {code for code in now.keys() & then.keys() if _differs(then[code], now[code])},
        "停用": then.keys() - now.keys(),
    }
    return "；".join(f"{verb} {'、'.join(sorted(codes))}" for verb, codes in parts.items() if codes)


def _differs(then: dict[str, Json], now: dict[str, Json]) -> bool:
    """Tell whether an item says something else; a column that older lists lack is no revision."""
    return any(now[name] != value for name, value in then.items() if name in now)


def _item(version: ItemVersion) -> dict[str, Json]:
    return {
        **disclosed(version.item, "code"),
        **worded(
            version,
            "number",
            "effective_from",
            "category",
            "name",
            "item_class",
            "objects_text",
            "basis",
            "body",
            "content",
            "methods",
            "ratio_text",
            "frequency_text",
        ),
        "ratio_limit": _limit(version),
        "superior": _superior(version.item),
        "check_points": [
            disclosed(point, "question", "guidance") for point in version.check_points.all()
        ],
        "guides": [
            disclosed(guide, "file_name", "size", "sha256") for guide in version.listed_guides
        ],
    }


def _limit(version: ItemVersion) -> str:
    limit = ratio_limit_bp(version)
    return "" if limit is None else percent(limit)


def _superior(item: InspectionItem) -> Json:
    """Return from whose item this one was claimed (R-004), None where it is the own."""
    if item.parent is None or item.claimed_version is None:
        return None
    return {
        "department": disclosed(item.parent.department, "name")["name"],
        **disclosed(item.parent, "code"),
        **disclosed(item.claimed_version, "number"),
    }


def _workbook(department: str, items: list[dict[str, Json]]) -> bytes:
    """Write the list; the same list gives the same bytes, so nothing in it tells the time."""
    target = io.BytesIO()
    newest = max((item["effective_from"] or "" for item in items), default="") or "2000-01-01"
    made_on = datetime.combine(date.fromisoformat(newest), datetime.min.time())
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": f"{department}抽查事项清单", "created": made_on})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "bg_color": "#eaf1fb", "border": 1}
        )
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet = book.add_worksheet("抽查事项清单")
        sheet.freeze_panes(1, 3)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for column, (name, title, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
            for row, item in enumerate(items, start=1):
                sheet.write_string(row, column, _cell(item[name]), cell)
    return target.getvalue()


def _cell(value: Json) -> str:
    return "、".join(value) if isinstance(value, list) else str(value or "")
