"""The catalogue of parameters with their defaults: the dossier's rulings G-1 to G-17 and targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mingcha.core.draw.canonical import Json
from mingcha.orgs.models import Department, Parameter, Region


@dataclass(frozen=True, slots=True)
class Known:
    """A parameter that the program asks for: default, meaning, and the ruling it comes from."""

    default: Json
    title: str
    source: str


CATALOGUE: dict[str, Known] = {
    "claim.due": Known("03-31", "认领上级事项的截止日（月-日）", "R-004"),
    "plan.due": Known("01-20", "年度计划公布的截止日（月-日）", "R-035、R-121"),
    "plan.remind_days": Known(15, "年度计划截止日前几天提醒没有公布的部门", "R-035"),
    "obligation.remind_days": Known(
        [10, 3, 0], "报送事项到期前几天提醒（每行一个天数）", "R-035、B.13"
    ),
    "obligation.late_days": Known([1, 7], "报送事项逾期后几天再提醒（每行一个天数）", "B.13"),
    "obligation.max_megabytes": Known(20, "报送事项单个附件大小上限（MB）", "B.13"),
    "message.outlets": Known([], "消息另外发送的渠道（email 电子邮件、webhook 接口推送）", "R-108"),
    "message.email": Known("", "部门接收消息的邮箱", "R-108"),
    "message.webhook": Known("", "部门接收消息推送的地址（http 或 https）", "R-108"),
    "count.definition": Known("G-1/1", "次数与户数的口径版本", "G-1"),
    "exclusion.inspected_this_year": Known(True, "本年度已检查的对象不再抽取", "R-052、G-2"),  # noqa: FBT003
    "target.stricter_applies": Known(True, "上级与本级目标不同时取较严者", "G-3"),  # noqa: FBT003
    "risk.scheme": Known("generic", "通用信用风险分类方案", "G-4"),
    "risk.default_ratios": Known(
        {"A": "1%", "B": "3%", "C": "10%", "D": "50%"}, "各类默认抽查比例", "D.7"
    ),
    "coordination_office.may_inspect": Known(False, "双随办可以实施检查", "G-7"),  # noqa: FBT003
    "team.minimum_per_department": Known(2, "每个部门至少检查人员数", "G-8、R-061"),
    "team.joint_counts_together": Known(False, "联合检查各部门人员合并计数", "G-8"),  # noqa: FBT003
    "team.assist_counts": Known(False, "无证人员计入最低人数", "G-9"),  # noqa: FBT003
    "risk_class.roles_see": Known(["dept_lead", "dept_head"], "能看到风险分类的角色", "G-10"),
    "risk.default_level": Known("B", "没有分类的对象按哪一类抽取", "D.7"),
    "cap.exempt_reasons": Known(
        ["complaint", "assigned", "trigger"], "不受频次上限限制的来源", "G-11"
    ),
    "cap.visits_per_year": Known({"A": 1, "B": 1, "C": 2, "D": 4}, "每年入企检查频次上限", "D.7"),
    "trigger.answer_days": Known(5, "触发提示的答复期限（自然日）", "R-104"),
    "publication.working_days": Known(20, "检查结果公示期限（工作日）", "R-079、G-12"),
    "publication.starts_at": Known("record_signed", "公示期限起算点", "G-12"),
    "publication.at_approval": Known(False, "检查结果审定后随即公示", "R-079、R-083"),  # noqa: FBT003
    "publication.confidential_list": Known(
        False,  # noqa: FBT003
        "按风险分类或标签抽取的名单，抽取后即公开（只列名称和代码）",
        "SSJ-DRAW/1 第9节",
    ),
    "portal.phone": Known("", "公开网站上的监督电话", "R-088"),
    "publication.warn_days": Known(5, "公示期限提前提醒的天数", "R-079"),
    "evidence.photo_with_problem": Known(True, "现场检查发现问题须有照片", "R-074"),  # noqa: FBT003
    "evidence.max_megabytes": Known(10, "单张照片大小上限（MB）", "R-073"),
    "guide.max_megabytes": Known(10, "单份工作指引大小上限（MB）", "R-011"),
    "task_ground.max_megabytes": Known(10, "单份任务依据材料大小上限（MB）", "E.2"),
    "scheme.max_megabytes": Known(20, "年度实施方案单个附件大小上限（MB）", "R-027"),
    "report.county_forms": Known(["A", "C"], "县级报送的月报表", "G-13"),
    "report.period_modes": Known(
        {"A": "monthly", "B": "mixed", "C": "cumulative", "D": "cumulative"},
        "月报表的统计期间",
        "G-14",
    ),
    "inspector.public_form": Known("unit_count", "检查人员名录公开方式", "G-15"),
    "class_use.judged_on": Known("tasks", "信用分类应用率的判定口径", "G-17"),
    "comparison.working_days": Known(2, "名单比对期限（工作日）", "C.3"),
    "rectification.days": Known(15, "责令改正默认期限（日）", "R-089"),
    "training.valid_days": Known(365, "培训在抽取前多少日内有效（日）", "R-068"),
    "training.before_draw": Known(False, "抽查前须组织培训", "C.3"),  # noqa: FBT003
    "api.token_days": Known(365, "接口令牌最长有效期（日）", "F-2"),
    "draw.reserve": Known("20%", "备选名单比例", "SSJ-DRAW/1 第3节"),
}


def parameter(
    key: str, *, region: Region, department: Department | None = None, on: date | None = None
) -> Json:
    """Return the value that holds for a department of a region in a year.

    ``region`` and all above it count. A department's own value comes before a region's, a lower
    region's before a higher one's, a year's before one without a year.
    """
    known = CATALOGUE[key]
    prefixes = [region.prefix[:length] for length in range(1, len(region.prefix) + 1)]
    found = Parameter.objects.filter(
        Q(region__isnull=True) | Q(region__prefix__in=prefixes),
        Q(department__isnull=True) | Q(department=department),
        Q(year__isnull=True) | Q(year=on.year if on else None),
        key=key,
    ).select_related("region")
    best = max(found, key=_narrowness, default=None)
    return best.value if best else known.default


def parameter_of_each(
    key: str, departments: Iterable[Department], *, on: date | None = None
) -> dict[int, Json]:
    """Return what ``parameter`` gives for each of many departments, by their ids, in one query."""
    known = CATALOGUE[key]
    rows = Parameter.objects.filter(
        Q(year__isnull=True) | Q(year=on.year if on else None), key=key
    ).select_related("region")
    ordered = sorted(rows, key=_narrowness, reverse=True)
    return {
        each.pk: next((row.value for row in ordered if _holds_for(row, each)), known.default)
        for each in departments
    }


def _holds_for(row: Parameter, department: Department) -> bool:
    if row.department_id not in {None, department.pk}:
        return False
    return row.region is None or department.region.prefix.startswith(row.region.prefix)


def yearly_days(key: str, departments: Iterable[Department], year: int) -> dict[int, date]:
    """Return ``yearly_day`` of many departments, by their ids, in one query."""
    texts = parameter_of_each(key, departments, on=date(year, 1, 1))
    return {pk: date.fromisoformat(f"{year}-{text}") for pk, text in texts.items()}


def yearly_day(key: str, department: Department, year: int) -> date:
    """Return the day of a year that a parameter such as ``03-31`` names for a department."""
    text = parameter(key, region=department.region, department=department, on=date(year, 1, 1))
    return date.fromisoformat(f"{year}-{text}")


def _narrowness(row: Parameter) -> tuple[bool, int, bool]:
    depth = len(row.region.prefix) if row.region else 0
    return row.department_id is not None, depth, row.year is not None
