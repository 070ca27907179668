"""Risk classes (信用风险类别) of known objects, as the platforms above push them monthly (R-054)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.checks.days import read_day
from mingcha.core.intake.checks.object_code import looks_like_code, read_id
from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.of_objects import cell_of_code, known_columns
from mingcha.core.intake.records import ClassRecord
from mingcha.core.intake.risk_class import read_risk_class
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

NO_LEVEL = Rule(
    "classes.level.missing",
    Severity.ERROR,
    "没有风险类别",
    "请填写类别，如 A、B、C、D；没有分类的，请删去这一行",
)
_SAME = Rule(
    "classes.row.repeated",
    Severity.INFO,
    "与第{first}行完全相同，只保留第{first}行",
    "不必处理；原表可删去重复的行",
)
_DIFFERENT = Rule(
    "classes.row.differs",
    Severity.WARNING,
    "与第{first}行是同一户同一方案而类别或日期不同，只保留第{first}行",
    "请核对哪一行正确",
)
RULES = (NO_LEVEL, _SAME, _DIFFERENT)

CLASS_COLUMNS = Vocabulary(
    main=(
        *known_columns("code", "registration_number", "name", "risk_class"),
        column("scheme", "分类方案 方案 分类类型 专业领域"),
        column("as_of", "起始日期 分类日期 评定日期 分级日期 数据日期 更新日期"),
    ),
    extra=(),
    essentials=(("code", "registration_number"), ("risk_class",)),
    expected=(),
    ignored=PERSONAL | SERIAL,
)


def read_class_row(line: Line, report: Report) -> ClassRecord | None:
    """Read one row; names such as 低风险 become letters, what is none stays as it is."""
    code = read_id(line, report)
    level = line.text("risk_class")
    if not level:
        report.add(NO_LEVEL, line.place("risk_class"))
    as_of = read_day(line, "as_of", report)
    if code is None:
        return None
    return ClassRecord(
        id=code,
        name=line.text("name"),
        level=read_risk_class(level) or level,
        scheme=line.text("scheme"),
        as_of=as_of,
        row=line.number,
        cell=cell_of_code(line),
    )


def _identity(record: ClassRecord) -> tuple[str, str]:
    return record.id, record.scheme


CLASSES = RegisterKind(
    name="classes",
    title="信用风险类别",
    vocabulary=CLASS_COLUMNS,
    key="code",
    essentials=("code", "registration_number"),
    is_certain=looks_like_code,
    read=read_class_row,
    identity=_identity,
    repeat_rules=RepeatRules(_SAME, _DIFFERENT),
    across_rows=tuple,
)
