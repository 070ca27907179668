"""The pool of experts (专家库), who assist and never inspect (R-023)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column, headings
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.inspectors import split_expertise
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.records import ExpertRecord
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

NO_NAME = Rule("experts.name.missing", Severity.ERROR, "没有姓名", "请填写专家姓名")
_SAME = Rule(
    "experts.row.repeated",
    Severity.INFO,
    "与第{first}行完全相同，只保留第{first}行",
    "不必处理；原表可删去重复的行",
)
_DIFFERENT = Rule(
    "experts.row.differs",
    Severity.WARNING,
    "与第{first}行姓名、单位相同而内容不同，只保留第{first}行",
    "请核对：同一人的只留一行；两个人的，在姓名后注明以便区分",
)
RULES = (NO_NAME, _SAME, _DIFFERENT)

_PHONE = "联系电话 手机号 手机号码 手机 电话 移动电话 联系方式"

EXPERT_COLUMNS = Vocabulary(
    main=(
        column("name", "姓名 专家姓名 专家 人员姓名"),
        column("employer", "工作单位 单位 所在单位 单位名称 任职单位"),
        column("body", "所属专业机构 专业机构 所属机构 第三方机构"),
        column("title", "职称或职务 职称 职务 专业技术职称 职称职务"),
        column("expertise", "专业领域 业务专长 专长 专业 擅长领域 专业类别 研究方向"),
        column("phone", _PHONE),
        column("status", "是否在库 在库 状态 在库状态 专家状态"),
    ),
    extra=(),
    essentials=(("name",), ("employer", "body", "title", "expertise")),
    expected=("expertise",),
    ignored=(PERSONAL | SERIAL | headings("备注 说明")) - headings(_PHONE),
)


def read_expert(line: Line, report: Report) -> ExpertRecord | None:
    """Read one row; nobody is an expert without a name."""
    name = line.text("name")
    if not name:
        report.add(NO_NAME, line.place("name"))
        return None
    return ExpertRecord(
        name=name,
        employer=line.text("employer"),
        body=line.text("body"),
        title=line.text("title"),
        expertise=split_expertise(line.text("expertise")),
        phone=line.text("phone"),
        status=line.text("status"),
        row=line.number,
    )


def _is_certain(line: Line) -> bool:
    return bool(line.text("name") and (line.text("employer") or line.text("body")))


def _identity(record: ExpertRecord) -> tuple[str, ...]:
    return record.name, record.employer, record.body


EXPERTS = RegisterKind(
    name="experts",
    title="专家库",
    vocabulary=EXPERT_COLUMNS,
    key="name",
    essentials=("name", "employer", "body"),
    is_certain=_is_certain,
    read=read_expert,
    identity=_identity,
    repeat_rules=RepeatRules(_SAME, _DIFFERENT),
    across_rows=tuple,
)
