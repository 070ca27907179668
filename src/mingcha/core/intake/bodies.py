"""The pool of professional bodies (专业机构库), which assist and never inspect (R-023)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column, headings
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.inspectors import split_expertise
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.records import BodyRecord
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

NO_NAME = Rule("bodies.name.missing", Severity.ERROR, "没有机构名称", "请填写专业机构的全称")
_SAME = Rule(
    "bodies.row.repeated",
    Severity.INFO,
    "与第{first}行完全相同，只保留第{first}行",
    "不必处理；原表可删去重复的行",
)
_DIFFERENT = Rule(
    "bodies.row.differs",
    Severity.WARNING,
    "与第{first}行是同一机构而内容不同，只保留第{first}行",
    "请核对哪一行正确，同一机构只留一行",
)
RULES = (NO_NAME, _SAME, _DIFFERENT)

_PERSONAL = "联系人 联络员 联系电话 手机号 手机号码 手机 电话 办公电话 联系方式"

BODY_COLUMNS = Vocabulary(
    main=(
        column("name", "机构名称 专业机构名称 专业机构 第三方机构 单位名称 名称"),
        column("code", "统一社会信用代码 社会信用代码 信用代码 机构代码"),
        column("services", "可提供的技术服务 技术服务 服务内容 服务项目 业务范围 检测范围"),
        column("expertise", "专业领域 专业类别 业务领域 领域 资质"),
        column("contact", "联系人 联络员"),
        column("phone", "联系电话 手机号 手机号码 手机 电话 办公电话 联系方式"),
        column("status", "是否在库 在库 状态 在库状态"),
    ),
    extra=(),
    essentials=(("name",), ("services", "code", "expertise")),
    expected=("services",),
    ignored=(PERSONAL | SERIAL | headings("备注 说明 地址")) - headings(_PERSONAL),
)


def read_body(line: Line, report: Report) -> BodyRecord | None:
    """Read one row; the name is needed."""
    name = line.text("name")
    if not name:
        report.add(NO_NAME, line.place("name"))
        return None
    return BodyRecord(
        name=name,
        code=line.text("code"),
        services=line.text("services"),
        expertise=split_expertise(line.text("expertise")),
        contact=line.text("contact"),
        phone=line.text("phone"),
        status=line.text("status"),
        row=line.number,
    )


def _is_certain(line: Line) -> bool:
    return bool(line.text("name") and line.text("services"))


def _identity(record: BodyRecord) -> str:
    return record.name


BODIES = RegisterKind(
    name="bodies",
    title="专业机构库",
    vocabulary=BODY_COLUMNS,
    key="name",
    essentials=("name", "services", "code"),
    is_certain=_is_certain,
    read=read_body,
    identity=_identity,
    repeat_rules=RepeatRules(_SAME, _DIFFERENT),
    across_rows=tuple,
)
