"""The coverage and its gaps as workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mingcha.foundation import clock
from mingcha.publication.models.publication import PublicationKind
from mingcha.registers.models import ImportRow, InspectionObject
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.reports.selectors.coverage import Coverage, CoveragePage
from mingcha.web import wording
from mingcha.web.exports.sheet import Sheet

_ITEMS = (("现行事项", 10), ("认领率", 10), ("已认领", 10), ("未认领", 10), ("其中逾期", 10))
_OBJECTS = (("在库对象", 12), ("有标签", 12))
_CLASSES = (("已分类", 12),)
_SOURCES = (("各来源核对", 60),)
_PEOPLE = (
    *(("在岗人员", 10), ("执法证有效", 12), ("执法证已到期", 14), ("证件不全", 10)),
    *(("持证人数", 10), ("持证人员入库率", 16)),
)
_PUBLISHED = (
    *(("事项清单版本", 14), ("公布日期", 14), ("对象名录版本", 14), ("公布日期", 14)),
    *(("人员名录版本", 14), ("公布日期", 14)),
)
_FETCHED = 2000


def coverage_sheet(page: CoveragePage) -> Sheet:
    """Return one row a department, with the classes where the person sees them."""
    classes = _CLASSES if page.sees_classes else ()
    headings = [("部门", 30), *_ITEMS, *_OBJECTS, *classes, *_SOURCES, *_PEOPLE, *_PUBLISHED]
    lines = (_line(row, sees_classes=page.sees_classes) for row in page.rows)
    return Sheet(f"应纳尽纳情况 {clock.today():%Y-%m-%d}", headings, lines)


def _line(row: Coverage, *, sees_classes: bool) -> tuple[object, ...]:
    claims, people = row.claims, row.people
    claimed: tuple[object, ...] = ("", "", "", "")
    if claims:
        claimed = (_share(claims.coverage_bp), claims.claimed, claims.open, claims.overdue)
    return (
        *(row.department.name, row.items_in_force, *claimed, row.size.kept, row.size.tagged),
        *((row.size.classed,) if sees_classes else ()),
        "；".join(_sources(row)),
        *(people.in_office, people.certified, people.expired, people.without),
        people.headcount.number if people.headcount else "",
        _share(people.share_bp),
        *_version(row, PublicationKind.ITEM_LIST),
        *_version(row, PublicationKind.OBJECT_LIST),
        *_version(row, PublicationKind.STAFF_LIST),
    )


def _sources(row: Coverage) -> Iterator[str]:
    for each in row.sources:
        gaps = f"来源有名录没有 {each.missing}，名录有来源没有 {each.beyond}"
        counted = f"来源中 {each.in_source}，已入库 {each.found}，{gaps}"
        day = wording.cn_date(each.day)
        yield f"{each.batch.get_source_display()}（{day}）：{counted}"


def _version(row: Coverage, kind: PublicationKind) -> tuple[object, object]:
    found = row.published.get(kind.value)
    return (f"第 {found.version} 版", wording.cn_date(found.published_at)) if found else ("", "")


def _share(basis_points: int | None) -> str:
    return "" if basis_points is None else wording.share(basis_points)


Lacking = ImportRow | InspectionObject
"""What the register lacks is a row of the file; what the file lacks is an object of the register."""


def gaps_sheet(title: str, rows: QuerySet[Any]) -> Sheet:
    """Return the rows of a gap, each with its place in the file and why it was refused."""
    headings = [("统一社会信用代码", 22), ("名称", 40), ("文件中的行", 12), ("原因", 60)]
    lines = (
        (gap.code, gap.name, gap.row, gap.reason or "来源文件中没有这个代码")
        for gap in map(gap_of, rows.iterator(_FETCHED))
    )
    return Sheet(title, headings, lines)


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of a gap: where in the file it stands, and in one line why it was refused."""

    code: str
    name: str
    row: int | None = None
    reason: str = ""


def gap_of(row: Lacking) -> Gap:
    """Return the line that tells of a row or an object."""
    if isinstance(row, InspectionObject):
        return Gap(row.code, row.name)
    return Gap(row.key, row.name, row.row, _reason_of(row))


def _reason_of(row: ImportRow) -> str:
    cells = row.after.get("cells", [])
    said = [f"{each['message']}，{each['remedy']}" for each in cells] or [row.message]
    if row.outcome == RowOutcome.NEW:
        said = ["已读入，还没有确认写入名录"]
    return "；".join(part for part in said if part)
