"""Lists and marks (名单和标记) of objects: dishonesty lists, complaints, the sandbox (R-051, R-099)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.checks.days import read_span
from mingcha.core.intake.checks.object_code import looks_like_code, read_id
from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.of_objects import cell_of_code, known_columns
from mingcha.core.intake.records import FlagRecord
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

NO_FLAG = Rule(
    "flags.kind.missing",
    Severity.ERROR,
    "没有写明是哪一种名单或标记",
    "请填写，例如：经营异常名录、投诉举报",
)
NO_DAY = Rule(
    "flags.since.missing",
    Severity.ERROR,
    "没有列入日期",
    "请填写从哪一天起，如 2026-03-05",
)
NO_SOURCE = Rule(
    "flags.source.missing",
    Severity.ERROR,
    "没有来源",
    "请填写文书编号、来函单位或者网页，以便日后核对",
)
_SAME = Rule(
    "flags.row.repeated",
    Severity.INFO,
    "与第{first}行完全相同，只保留第{first}行",
    "不必处理；原表可删去重复的行",
)
_DIFFERENT = Rule(
    "flags.row.differs",
    Severity.WARNING,
    "与第{first}行是同一户同一天的同一标记而内容不同，只保留第{first}行",
    "请核对哪一行正确",
)
RULES = (NO_FLAG, NO_DAY, NO_SOURCE, _SAME, _DIFFERENT)

FLAG_COLUMNS = Vocabulary(
    main=(
        *known_columns("code", "registration_number", "name"),
        column("flag", "标记 名单 种类 名单种类 名单类型 标记种类 名单名称 列入名单"),
        column("since", "开始日期 列入日期 起始日期 认定日期 发生日期 登记日期"),
        column("until", "结束日期 移出日期 截止日期 终止日期"),
        column("source", "来源 文书编号 决定书文号 文号 列入决定文书 依据"),
        column("note", "说明 备注 列入原因 事由 原因"),
    ),
    extra=(),
    essentials=(("code", "registration_number"), ("flag",)),
    expected=("since", "source"),
    ignored=PERSONAL | SERIAL,
)


def read_flag(line: Line, report: Report) -> FlagRecord | None:
    """Read one row: code, kind, first day and source are needed."""
    code = read_id(line, report)
    since, until = read_span(line, "since", "until", report)
    for key, rule in (("flag", NO_FLAG), ("since", NO_DAY), ("source", NO_SOURCE)):
        if not line.text(key):
            report.add(rule, line.place(key))
    if code is None or since is None:
        return None
    return FlagRecord(
        id=code,
        name=line.text("name"),
        flag=line.text("flag"),
        since=since,
        until=until,
        source=line.text("source"),
        note=line.text("note"),
        row=line.number,
        cell=cell_of_code(line),
    )


def _identity(record: FlagRecord) -> tuple[object, ...]:
    return record.id, record.flag, record.since


FLAGS = RegisterKind(
    name="flags",
    title="名单和标记",
    vocabulary=FLAG_COLUMNS,
    key="code",
    essentials=("code", "registration_number"),
    is_certain=looks_like_code,
    read=read_flag,
    identity=_identity,
    repeat_rules=RepeatRules(_SAME, _DIFFERENT),
    across_rows=tuple,
)
