"""A department's items in force (R-008), with a workbook of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.draw.canonical import Json
from mingcha.core.ratios.wording import percent
from mingcha.publication.disclosure import disclosed, worded
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.list_workbook import Column, list_workbook
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.registers.ratio_facts import ratio_limit_bp
from mingcha.registers.selectors.items import items_in_force

if TYPE_CHECKING:
    from mingcha.orgs.models import Department
    from mingcha.registers.models import InspectionItem, ItemVersion

_WORKBOOK = "抽查事项清单.xlsx"
_COLUMNS = (
    Column("code", "事项编码", 14),
    Column("category", "抽查类别", 18),
    Column("name", "抽查事项", 28),
    Column("item_class", "事项类别", 14),
    Column("objects_text", "检查对象", 20),
    Column("body", "检查主体", 24),
    Column("basis", "检查依据", 44),
    Column("content", "检查内容", 36),
    Column("methods", "检查方式", 22),
    Column("ratio_text", "抽查比例", 14),
    Column("frequency_text", "抽查频次", 14),
    Column("ratio_limit", "比例上限", 10),
    Column("effective_from", "生效日期", 12),
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
        files={_WORKBOOK: _workbook(f"{department.name}抽查事项清单", items)} if items else {},
    )


def list_key(department: Department) -> str:
    """Return the key of a department's list."""
    return f"{department.region_id}-{department.code}"


def changes(before: list[Json], after: list[Json], by: str = "code") -> str:
    """Say in what two lists differ, whose entries are told apart ``by`` a field."""
    then, now = ({entry[by]: entry for entry in entries} for entries in (before, after))
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


def _workbook(title: str, items: list[dict[str, Json]]) -> bytes:
    newest = max((item["effective_from"] or "" for item in items), default="")
    return list_workbook(title, "抽查事项清单", _COLUMNS, items, newest)
