"""The figures of the coverage page: a bar for each department, and the list behind every number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.orgs.models import Department
from mingcha.reports.selectors.coverage import Coverage
from mingcha.web import bars, wording

_BP = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """A number in words; ``state`` is its colour in the bar, "" for what the bar does not show."""

    title: str
    number: int
    state: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One department's parts, their bar, and the share that counts."""

    department: Department
    parts: list[Part]
    share_bp: int | None
    note: str = ""

    @property
    def segments(self) -> list[bars.Segment]:
        """Return the bar's coloured pieces."""
        return bars.segments([(part.state, part.number) for part in self.parts if part.state])

    @property
    def spoken(self) -> str:
        """Return what the picture says, for those who do not see it."""
        said = "，".join(f"{part.title} {part.number:,}" for part in self.parts)
        return f"{self.department.short_name}：{said}"


@dataclass(frozen=True, slots=True)
class Card:
    """One question of coverage, answered for every department."""

    title: str
    hint: str
    share_title: str
    lines: list[Line]


def cards(user: User, rows: list[Coverage], *, sees_classes: bool) -> list[Card]:
    """Return the questions in the order of the work."""
    found = [
        Card("事项认领", "上级清单中属于本部门职责的事项", "认领率", _of(rows, user, _claims)),
        Card("检查对象", "各来源最近一次核对，按名录现在的情况计算", "入库率", _sources(rows)),
        Card("检查人员", "在岗人员的执法证情况", "持证人员入库率", _of(rows, user, _people)),
        Card("标签", "名录中至少有一个标签的对象", "有标签", _of(rows, user, _tags)),
    ]
    if sees_classes:
        lines = _of(rows, user, _classes)
        found.append(Card("风险类别", "名录中有通用风险类别的对象", "已分类", lines))
    return found


def _of(rows: list[Coverage], user: User, line: Callable[[Coverage, User], Line]) -> list[Line]:
    return [line(row, user) for row in rows]


def _list(route: str, department: Department, **chosen: str) -> str:
    return f"{reverse(route)}?{urlencode({'department': department.pk, **chosen})}"


def _claims(row: Coverage, user: User) -> Line:
    claims, department = row.claims, row.department
    in_force = _list("items", department, state="in_force")
    parts = [Part("现行事项", row.items_in_force, url=in_force)]
    if claims is None:
        return Line(department, parts, None, "本平台没有登记本条线的上级部门")
    is_own = user.department_id == department.pk
    gaps = reverse("item-claims") if is_own else reverse("report-item-gaps", args=[department.pk])
    claimed = _list("items", department, origin="claimed")
    parts += [
        Part("已认领", claims.claimed, "done", claimed),
        Part("逾期未认领", claims.overdue, "late", gaps),
        Part("未到期未认领", claims.open - claims.overdue, "soon", gaps),
        Part("不在职责范围", claims.not_own, url=gaps),
    ]
    return Line(department, parts, claims.coverage_bp)


def _sources(rows: Iterable[Coverage]) -> list[Line]:
    return [line for row in rows for line in _sources_of(row)]


def _sources_of(row: Coverage) -> list[Line]:
    department = row.department
    kept = Part("在库", row.size.kept, url=_list("objects", department))
    if not row.sources:
        return [Line(department, [kept], None, "还没有按来源核对过：导入名录时选择数据来源")]
    found = []
    for source in row.sources:
        gaps = reverse("coverage-gaps", args=[source.batch.pk])
        parts = [
            kept,
            Part("来源中", source.in_source),
            Part("已入库", source.found, "done"),
            Part("来源有、名录没有", source.missing, "late", gaps),
            Part("名录有、来源没有", source.beyond, "", f"{gaps}?rows=gone"),
        ]
        day = wording.cn_date(source.day)
        note = f"{source.batch.get_source_display()}，{day}核对"
        found.append(Line(department, parts, _share(source.found, source.in_source), note))
    return found


def _people(row: Coverage, user: User) -> Line:
    people, department = row.people, row.department

    def listed(certificate: str) -> str:
        return _list("inspectors", department, state="active", certificate=certificate)

    parts = [
        Part("在岗", people.in_office, url=_list("inspectors", department, state="active")),
        Part("执法证有效", people.certified, "done", listed("valid")),
        Part("执法证已到期", people.expired, "late", listed("expired")),
        Part("证件不全", people.without, "soon", listed("missing")),
    ]
    stated = people.headcount
    if stated is None:
        return Line(department, parts, None, "还没有登记持证人数，算不出入库率")
    url = reverse("coverage-headcount") if user.department_id == department.pk else ""
    parts.append(Part("持证人数", stated.number, url=url))
    note = f"持证人数截至{wording.cn_date(stated.as_of)}，依据：{stated.source}"
    return Line(department, parts, people.share_bp, note)


def _tags(row: Coverage, _: User) -> Line:
    size, department = row.size, row.department
    parts = [
        Part("有标签", size.tagged, "done", _list("objects", department, tagged="yes")),
        Part(
            "没有标签", size.kept - size.tagged, "open", _list("objects", department, tagged="no")
        ),
    ]
    return Line(department, parts, _share(size.tagged, size.kept))


def _classes(row: Coverage, _: User) -> Line:
    size, department = row.size, row.department
    classed = _list("objects", department, risk_level="any")
    unclassed = _list("objects", department, risk_level="none")
    parts = [
        Part("已分类", size.classed, "done", classed),
        Part("未分类", size.kept - size.classed, "open", unclassed),
    ]
    return Line(department, parts, _share(size.classed, size.kept))


def _share(part: int, whole: int) -> int | None:
    return part * _BP // whole if whole else None
