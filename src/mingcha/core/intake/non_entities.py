"""Products, projects and behaviours (产品、项目、行为): objects under keys of their own (R-014)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.identifiers import uscc
from mingcha.core.identifiers.object_code import ObjectCodeError, read_object_code
from mingcha.core.identifiers.text import fold
from mingcha.core.intake.cells import CellError, text_of
from mingcha.core.intake.checks import name, region
from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.of_objects import known_columns
from mingcha.core.intake.records import Fields, ObjectRecord
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

LONGEST_KEY = 64
_MOST_EXACT = 10**15

NO_KEY = Rule(
    "non_entities.key.missing",
    Severity.ERROR,
    "没有编号",
    "请填写本部门内不重复的编号，如立项编号、批准文号、产品编号",
)
BAD_CELL = Rule(
    "non_entities.key.error_cell",
    Severity.ERROR,
    "编号一格是公式错误值 {shown}",
    "请修复公式，或者直接填写编号",
)
INEXACT = Rule(
    "non_entities.key.number_cell",
    Severity.ERROR,
    "编号以数字形式存放（{shown}），表格软件可能已改动末几位",
    "请先把这一列的单元格格式设为“文本”，再重新填写编号",
)
LONG_KEY = Rule(
    "non_entities.key.long",
    Severity.ERROR,
    "编号有{length}个字符，最多 64 个",
    "请使用较短的编号",
)
OF_ENTITY = Rule(
    "non_entities.key.of_entity",
    Severity.ERROR,
    "“{shown}”是统一社会信用代码，不是产品、项目、行为自己的编号",
    "企业等市场主体请导入检查对象名录；这里填写自己的编号",
)
NO_KIND = Rule(
    "non_entities.kind.missing",
    Severity.ERROR,
    "没有写明是产品、项目还是行为",
    "请填写：产品、项目、行为 之一",
)
UNKNOWN_KIND = Rule(
    "non_entities.kind.unknown",
    Severity.ERROR,
    "类型“{shown}”没有认出是产品、项目还是行为",
    "请改为：产品、项目、行为 之一",
)
WRONG_OWNER = Rule(
    "non_entities.owner_code.wrong",
    Severity.WARNING,
    "责任主体代码没有采用：{told}",
    "改正后重新导入；不清楚的空着",
)
_SAME = Rule(
    "non_entities.row.repeated",
    Severity.INFO,
    "与第{first}行完全相同，只保留第{first}行",
    "不必处理；原表可删去重复的行",
)
_DIFFERENT = Rule(
    "non_entities.row.differs",
    Severity.WARNING,
    "编号与第{first}行相同而内容不同，只保留第{first}行",
    "请核对哪一行正确：两个对象的改正编号，同一对象的只留一行",
)
RULES = (
    *(NO_KEY, BAD_CELL, INEXACT, LONG_KEY, OF_ENTITY, NO_KIND, UNKNOWN_KIND, WRONG_OWNER),
    *(_SAME, _DIFFERENT),
)

KINDS = ("产品", "项目", "行为")
"""What a non-entity may be; a longer word such as 工程项目 names one as well."""

NON_ENTITY_COLUMNS = Vocabulary(
    main=(
        column(
            "code",
            """对象编号 编号 项目编号 产品编号 行为编号 项目代码 产品代码 批准文号 立项编号
            许可编号 备案号 备案编号 施工许可证号 代码""",
        ),
        column(
            "name",
            """名称 项目名称 产品名称 行为名称 工程名称 对象名称 检查对象名称 检查对象""",
        ),
        column("kind", "类型 对象类型 检查对象类型 类别 对象类别"),
        *known_columns("region", "exclusion"),
        column("status", "状态 项目状态 登记状态"),
        column("address", "地址 地点 项目地点 项目地址 建设地点 生产地址 发生地点 住所"),
    ),
    extra=(
        column("industry", "行业 行业类别 所属行业"),
        column("business_scope", "内容 主要内容 建设内容 说明"),
        column(
            "owner_name",
            """责任主体 责任主体名称 责任单位 建设单位 生产企业 生产单位 生产者 行为主体
            行为人 所属企业 企业名称""",
        ),
        column(
            "owner_code",
            """责任主体代码 责任主体统一社会信用代码 统一社会信用代码 建设单位代码
            生产企业统一社会信用代码""",
        ),
        column("specification", "规格型号 规格 型号 产品规格"),
        column("approval_no", "批准或备案文号 许可文号 批文号 备案文号 核准文号"),
        column("tags", "标签 分类标签"),
    ),
    essentials=(("code",), ("name",), ("kind",)),
    expected=("region",),
    ignored=(PERSONAL | SERIAL) - {"编号"},
)


def read_non_entity(line: Line, report: Report) -> ObjectRecord | None:
    """Read one row; without a key and a kind there is no record."""
    key, kind = _key(line, report), _kind(line, report)
    record = ObjectRecord(
        id=key,
        name=name.read_name(line, report, name.OBJECT),
        region=region.read_region_code(line, report, region.OBJECTS),
        risk_class=None,
        status=line.text_or_none("status"),
        exclusion=line.text_or_none("exclusion"),
        kind=kind,
        address=line.text_or_none("address"),
        fields=_own_fields(line, report),
        row=line.number,
    )
    return record if key and kind else None


def _key(line: Line, report: Report) -> str:
    value, place = line.value("code"), line.place("code")
    if isinstance(value, CellError):
        report.add(BAD_CELL, place, shown=value.text)
        return ""
    key = fold(text_of(value))[0]
    is_inexact = isinstance(value, float) and not value.is_integer()
    if isinstance(value, int | float) and (is_inexact or abs(value) >= _MOST_EXACT):
        report.add(INEXACT, place, shown=key)
    elif not key:
        report.add(NO_KEY, place)
    elif len(key) > LONGEST_KEY:
        report.add(LONG_KEY, place, length=len(key))
    elif uscc.is_well_formed(key) and uscc.has_valid_check(key):
        report.add(OF_ENTITY, place, shown=key)
    return key


def _kind(line: Line, report: Report) -> str | None:
    word = line.text("kind")
    named = next((each for each in KINDS if each in word), None)
    if named is None:
        rule = UNKNOWN_KIND if word else NO_KIND
        report.add(rule, line.place("kind"), shown=word)
    return named


def _own_fields(line: Line, report: Report) -> Fields:
    """Return the other fields, the code of who answers in its one spelling or left out."""
    fields = line.extra_fields()
    said = fields.pop("owner_code", "")
    if not said:
        return fields
    try:
        code = read_object_code(said).value
    except ObjectCodeError as wrong:
        report.add(WRONG_OWNER, line.place("owner_code"), told=wrong.message)
        return fields
    return Fields({**fields, "owner_code": code})


def _has_key_and_kind(line: Line) -> bool:
    return bool(line.text("code")) and any(each in line.text("kind") for each in KINDS)


def _identity(record: ObjectRecord) -> str:
    return record.id


NON_ENTITIES = RegisterKind(
    name="non_entities",
    title="产品、项目、行为名录",
    vocabulary=NON_ENTITY_COLUMNS,
    key="code",
    essentials=("code", "name"),
    is_certain=_has_key_and_kind,
    read=read_non_entity,
    identity=_identity,
    repeat_rules=RepeatRules(_SAME, _DIFFERENT),
    across_rows=tuple,
)
