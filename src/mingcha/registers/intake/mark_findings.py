"""What only the platform can find in rows of sub-registers, marks and classes."""

from __future__ import annotations

from datetime import date

from mingcha.core.intake.findings import Report, Rule, Severity
from mingcha.core.intake.line import Line
from mingcha.core.intake.records import ClassRecord, FlagRecord, MemberRecord
from mingcha.foundation import clock
from mingcha.registers.intake.neighbours import Neighbours
from mingcha.registers.intake.places import Places
from mingcha.registers.intake.words import flag_kind
from mingcha.registers.models import Licence, ObjectFlag
from mingcha.registers.models.object_flag import FlagKind

REGISTER_UNKNOWN = Rule(
    "platform.special_register.unknown",
    Severity.ERROR,
    "本部门没有名为“{shown}”的专项库",
    "请核对名称；新的专项库请先在“专项库”页新建，再导入",
)
FLAG_UNKNOWN = Rule(
    "platform.flag.unknown",
    Severity.ERROR,
    "名单或标记“{shown}”没有认出是哪一种",
    f"请改为：{'、'.join(FlagKind.labels)} 之一",
)
SCHEME_UNKNOWN = Rule(
    "platform.risk_scheme.unknown",
    Severity.ERROR,
    "没有名为“{shown}”的风险分类方案",
    "请核对方案的名称或代码；新的方案请先在“风险分类”页新建，再导入",
)
LEVEL_UNKNOWN = Rule(
    "platform.risk_level.unknown",
    Severity.ERROR,
    "类别“{shown}”不在方案的 {levels} 之内",
    "请改为方案中的类别",
)
FUTURE = Rule(
    "platform.day.future",
    Severity.ERROR,
    "日期 {shown} 还没有到",
    "请核对日期；到了那一天再导入",
)
TOO_LONG = Rule(
    "platform.mark.too_long",
    Severity.ERROR,
    "有 {length} 字，这一栏最多 {most} 字",
    "请缩短后重新导入",
)
RULES = (REGISTER_UNKNOWN, FLAG_UNKNOWN, SCHEME_UNKNOWN, LEVEL_UNKNOWN, FUTURE, TOO_LONG)

_LICENCE_COLUMNS = {
    "licence": "kind",
    "licence_no": "number",
    "licence_authority": "issuer",
    "licence_scope": "scope",
}


def check_member(
    record: MemberRecord, line: Line, report: Report, _: Places, neighbours: Neighbours
) -> None:
    """Check that the department has the sub-register, and that the texts can be kept."""
    if record.register and record.register not in neighbours.special_registers:
        report.add(REGISTER_UNKNOWN, line.place("special_register"), shown=record.register)
    for column, name in _LICENCE_COLUMNS.items():
        _check_length(line, column, Licence, name, report)


def check_flag(record: FlagRecord, line: Line, report: Report, _: Places, __: Neighbours) -> None:
    """Check that the kind is known, that its day has come, and that the texts can be kept."""
    if record.flag and flag_kind(record.flag) is None:
        report.add(FLAG_UNKNOWN, line.place("flag"), shown=record.flag)
    _check_day(record.since, line, "since", report)
    for column in ("source", "note"):
        _check_length(line, column, ObjectFlag, column, report)


def check_class(
    record: ClassRecord, line: Line, report: Report, _: Places, neighbours: Neighbours
) -> None:
    """Check that the scheme is known and has the level, and that the day has come."""
    scheme = neighbours.risk_scheme(record.scheme)
    if scheme is None:
        report.add(SCHEME_UNKNOWN, line.place("scheme"), shown=record.scheme)
    elif record.level and record.level not in scheme.levels:
        levels = "、".join(scheme.levels)
        report.add(LEVEL_UNKNOWN, line.place("risk_class"), shown=record.level, levels=levels)
    if record.as_of is not None:
        _check_day(record.as_of, line, "as_of", report)


def _check_day(day: date, line: Line, column: str, report: Report) -> None:
    if day > clock.today():
        report.add(FUTURE, line.place(column), shown=day.isoformat())


def _check_length(line: Line, column: str, model: type, name: str, report: Report) -> None:
    most = model._meta.get_field(name).max_length  # type: ignore[attr-defined]  # noqa: SLF001 - Django's public name for a model's fields
    length = len(line.text(column))
    if length > most:
        report.add(TOO_LONG, line.place(column), length=str(length), most=str(most))
