"""Deadlines of real notices (dossier B.13): what an office may adopt for its region and year.

A preset says no more than its notice: by which days, of whom, and under which section.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingcha.core.planning.recurrence import Rule, due_days, monthly, on_days, told, yearly
from mingcha.plans.models.obligation import Answerer, EvidenceKind

_MEMBERS = (Answerer.MEMBERS,)
_LOWER_TOO = (Answerer.LOWER_OFFICES, Answerer.MEMBERS)
_HERE = {Answerer.LOWER_OFFICES: Answerer.OFFICE, Answerer.LOWER_MEMBERS: Answerer.MEMBERS}


@dataclass(frozen=True, slots=True)
class Preset:
    """A deadline; one that is ``lasting`` holds for every year from the adopted one on."""

    key: str
    title: str
    rule: Rule
    section: str
    answered_by: tuple[Answerer, ...] = _MEMBERS
    evidence: EvidenceKind | None = None
    lasting: bool = False

    @property
    def rule_words(self) -> str:
        """Return when it is due, in words."""
        return told(self.rule)

    def is_over(self, year: int, today: date) -> bool:
        """Tell whether nothing of it is due any more from a day on: in its year, or ever."""
        return not self.lasting and all(due.day < today for due in due_days(self.rule, year))

    def answerers(self, *, has_lower: bool) -> list[Answerer]:
        """Return who answers where there are offices below, and where there are none."""
        found = self.answered_by if has_lower else [_HERE.get(a, a) for a in self.answered_by]
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Notice:
    """A document with its deadlines; ``number`` is its own."""

    place: str
    year: int
    number: str
    presets: tuple[Preset, ...]

    @property
    def title(self) -> str:
        """Return place and year."""
        return f"{self.place} {self.year} 年"

    def basis(self, preset: Preset) -> str:
        """Return where a deadline stands."""
        return f"参照{self.number}{preset.section}"


_ALL_YEAR = (
    Preset(
        "qinhuangdao-monthly",
        "月报表",
        monthly(20),
        "三（三）",
        _LOWER_TOO,
        EvidenceKind.REPORT_SUBMITTED,
    ),
    Preset(
        "qinhuangdao-summary",
        "“双随机、一公开”监管工作总结",
        on_days(("04-03", "06-26", "10-08", "12-24")),
        "三（三）",
        _LOWER_TOO,
    ),
    Preset(
        "qinhuangdao-lists",
        "完善抽查事项清单、名录库和标签",
        yearly("03-31"),
        "二（一）",
        _LOWER_TOO,
        EvidenceKind.ITEMS_PUBLISHED,
    ),
    Preset(
        "qinhuangdao-training",
        "双随机监管工作业务培训",
        yearly("10-31", "03-01"),
        "附件3",
        (Answerer.LOWER_MEMBERS,),
        EvidenceKind.TRAINING_HELD,
    ),
)
_FROM_AUGUST = (
    Preset(
        "gaoping-items",
        "抽查事项清单（含“一业一查”清单）",
        yearly("08-31"),
        "二（一）",
        evidence=EvidenceKind.ITEMS_PUBLISHED,
    ),
    Preset(
        "gaoping-plan",
        "调整年度抽查计划并报备案",
        yearly("08-31"),
        "二（三）",
        evidence=EvidenceKind.PLAN_FILED,
    ),
    Preset("gaoping-brief", "工作简报", monthly(15, 8), "三（四）"),
    Preset("gaoping-self-check", "全年工作自查报告", yearly("11-05"), "三（四）"),
    Preset("gaoping-platform", "平台数据互联互通", yearly("11-30"), "二（五）"),
    Preset("gaoping-inspections", "实施抽查检查并公示结果", yearly("12-31"), "二（四）"),
    Preset("gaoping-credit", "应用信用风险分类结果", yearly("12-31"), "二（六）"),
    Preset("gaoping-tolerant", "包容审慎监管", yearly("12-31"), "二（七）"),
)
_FIRST_PUBLICATION = (
    Preset(
        "xinxian-plan",
        "编制年度随机抽查计划",
        yearly("01-20"),
        "二（四）",
        evidence=EvidenceKind.PLAN_PUBLISHED,
        lasting=True,
    ),
    Preset(
        "xinxian-items",
        "公布随机抽查事项清单",
        yearly("12-31"),
        "二（一）",
        evidence=EvidenceKind.ITEMS_PUBLISHED,
        lasting=True,
    ),
    Preset(
        "xinxian-registers",
        "公布检查对象和执法检查人员名录库",
        yearly("12-31"),
        "二（二）",
        evidence=EvidenceKind.STAFF_PUBLISHED,
        lasting=True,
    ),
    Preset(
        "xinxian-scheme",
        "公布随机抽查实施方案",
        yearly("12-31"),
        "二（三）",
        evidence=EvidenceKind.SCHEME_ISSUED,
        lasting=True,
    ),
    Preset(
        "xinxian-rules",
        "公布抽查规则",
        yearly("12-31"),
        "二（三）",
        evidence=EvidenceKind.RULES_ISSUED,
        lasting=True,
    ),
    Preset("xinxian-platform", "“一单两库”录入监管平台", yearly("12-31"), "二（五）"),
)
_SECTIONS_OWN = (
    Preset(
        "xinle-lists",
        "认领抽查事项，完善名录库和标签",
        yearly("03-31"),
        "二（一）",
        evidence=EvidenceKind.ITEMS_PUBLISHED,
    ),
)

NOTICES = (
    Notice("秦皇岛市", 2024, "秦双随机办〔2024〕1号", _ALL_YEAR),
    Notice("新乐市统计局", 2024, "新统〔2024〕3号", _SECTIONS_OWN),
    Notice("高平市", 2023, "高市双随机办〔2023〕4号", _FROM_AUGUST),
    Notice("新县", 2019, "新政办〔2019〕54号", _FIRST_PUBLICATION),
)


def preset_of(key: str) -> tuple[Notice, Preset] | None:
    """Return the preset of a key, with the notice that it stands in."""
    pairs = ((notice, preset) for notice in NOTICES for preset in notice.presets)
    return next((pair for pair in pairs if pair[1].key == key), None)
