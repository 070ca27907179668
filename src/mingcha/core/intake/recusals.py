"""The register of recusals (回避登记): which inspector has an interest in which object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.checks import staff_no
from mingcha.core.intake.checks.object_code import looks_like_code, read_id
from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.records import RecusalRecord
from mingcha.core.intake.vocabulary.inspectors import INSPECTOR_COLUMNS
from mingcha.core.intake.vocabulary.objects import OBJECT_COLUMNS
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.columns import Column
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

NO_REASON = Rule(
    "recusals.reason.missing",
    Severity.ERROR,
    "没有写明回避原因",
    "请填写原因，例如近亲属、本人曾任职",
)
_REPEATED = Rule(
    "recusals.row.repeated",
    Severity.INFO,
    "与第{first}行是同一人对同一户的回避，只保留第{first}行",
    "不必处理；原表可删去重复的行",
)
RULES = (NO_REASON, _REPEATED)


def _known(columns: tuple[Column, ...], *keys: str) -> tuple[Column, ...]:
    return tuple(each for each in columns if each.key in keys)


RECUSAL_COLUMNS = Vocabulary(
    main=(
        *_known(OBJECT_COLUMNS.main, "code", "registration_number"),
        *_known(INSPECTOR_COLUMNS.main, "staff_no", "certificate_no"),
        column("reason", "回避原因 原因 回避事由 事由 利害关系 回避情形"),
    ),
    extra=(column("name", "企业名称 单位名称 名称 检查对象名称"), column("person", "姓名")),
    essentials=(("code", "registration_number"), ("staff_no", "certificate_no")),
    expected=("reason",),
    ignored=PERSONAL | SERIAL,
)


def read_recusal(line: Line, report: Report) -> RecusalRecord | None:
    """Read one row; both sides and the reason are needed."""
    code = read_id(line, report)
    staff_number = staff_no.read_staff_no(line, report)
    reason = line.text("reason")
    if not reason:
        report.add(NO_REASON, line.place("reason"))
    return RecusalRecord(code, staff_number, reason, line.number) if code else None


def _pair(record: RecusalRecord) -> tuple[str, str]:
    return record.id, record.staff_no


RECUSALS = RegisterKind(
    name="recusals",
    title="回避登记",
    vocabulary=RECUSAL_COLUMNS,
    key="code",
    essentials=("code", "registration_number", "staff_no"),
    is_certain=looks_like_code,
    read=read_recusal,
    identity=_pair,
    repeat_rules=RepeatRules(_REPEATED, _REPEATED),
    across_rows=tuple,
)
