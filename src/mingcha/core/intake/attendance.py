"""Sign-in sheets (签到表) of trainings: who attended, by staff number (R-148)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column, headings
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.records import AttendanceRecord
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

NO_NUMBER = Rule(
    "attendance.staff_no.missing", Severity.ERROR, "没有工号", "请填写人员名录里的工号"
)
_SAME = Rule(
    "attendance.row.repeated",
    Severity.INFO,
    "与第{first}行完全相同，只保留第{first}行",
    "不必处理；原表可删去重复的行",
)
_DIFFERENT = Rule(
    "attendance.row.differs",
    Severity.ERROR,
    "与第{first}行工号相同而姓名不同，只保留第{first}行",
    "请核对哪一行正确",
)
RULES = (NO_NUMBER, _SAME, _DIFFERENT)

_NOT_READ = headings("签到 签名 单位 部门 职务 备注 签到时间 本人签字")


def read_attendance(line: Line, report: Report) -> AttendanceRecord | None:
    """Read one row: the staff number decides, the name is there to be compared."""
    if not line.text("staff_no"):
        report.add(NO_NUMBER, line.place("staff_no"))
        return None
    return AttendanceRecord(line.text("staff_no"), line.text("name"), line.number)


def _is_certain(line: Line) -> bool:
    return bool(line.text("staff_no") and line.text("name"))


ATTENDANCE = RegisterKind(
    name="attendance",
    title="培训签到表",
    vocabulary=Vocabulary(
        main=(
            column("staff_no", "工号 单位工号 执法编号 人员编号 职工号 员工号 警号"),
            column("name", "姓名 人员姓名 参加人员 检查人员 检查人员姓名"),
        ),
        extra=(),
        essentials=(("staff_no",),),
        expected=(),
        ignored=PERSONAL | SERIAL | _NOT_READ,
    ),
    key="staff_no",
    essentials=("staff_no", "name"),
    is_certain=_is_certain,
    read=read_attendance,
    identity=lambda record: record.staff_no,
    repeat_rules=RepeatRules(_SAME, _DIFFERENT),
    across_rows=tuple,
)
