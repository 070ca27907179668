"""Members of sub-registers (专项库) with their licences, as in the template of Zhejiang (R-025)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.checks.days import read_span
from mingcha.core.intake.checks.object_code import looks_like_code, read_id
from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column, headings
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.of_objects import cell_of_code, known_columns
from mingcha.core.intake.records import MemberRecord
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

NO_REGISTER = Rule(
    "members.register.missing",
    Severity.ERROR,
    "没有写明专项库",
    "请填写专项库名称，与“专项库”页上的一致",
)
HALF_LICENCE = Rule(
    "members.licence.half",
    Severity.ERROR,
    "许可证的名称和编号只填了一个",
    "两个都填，或者两个都空着",
)
_SAME = Rule(
    "members.row.repeated",
    Severity.INFO,
    "与第{first}行完全相同，只保留第{first}行",
    "不必处理；原表可删去重复的行",
)
_DIFFERENT = Rule(
    "members.row.differs",
    Severity.WARNING,
    "与第{first}行是同一户、同一个专项库、同一个许可证而内容不同，只保留第{first}行",
    "请核对哪一行正确；另有许可证的，请核对编号",
)
RULES = (NO_REGISTER, HALF_LICENCE, _SAME, _DIFFERENT)

_NOT_READ = headings("专业监管 专业资质资格 配备专家 检查机关 对应专项库监管标签 监管标签 标签")

MEMBER_COLUMNS = Vocabulary(
    main=(
        *known_columns("code", "registration_number", "name", "special_register"),
        *known_columns("licence", "licence_no", "licence_issued", "licence_valid_to"),
        *known_columns("licence_authority"),
        column("licence_scope", "许可范围 许可事项 许可内容 经营项目"),
    ),
    extra=(),
    essentials=(("code", "registration_number"), ("special_register",)),
    expected=(),
    ignored=PERSONAL | SERIAL | _NOT_READ,
)


def read_member(line: Line, report: Report) -> MemberRecord | None:
    """Read one row: code and sub-register are needed, a licence whole or not at all."""
    code = read_id(line, report)
    register = line.text("special_register")
    if not register:
        report.add(NO_REGISTER, line.place("special_register"))
    licence, number = _given(line.text("licence")), _given(line.text("licence_no"))
    if bool(licence) != bool(number):
        report.add(HALF_LICENCE, line.place("licence_no" if licence else "licence"))
    begins, ends = read_span(line, "licence_issued", "licence_valid_to", report)
    if code is None:
        return None
    return MemberRecord(
        id=code,
        name=line.text("name"),
        register=register,
        licence=licence,
        licence_no=number,
        issuer=line.text("licence_authority"),
        valid_from=begins,
        valid_to=ends,
        scope=line.text("licence_scope"),
        row=line.number,
        cell=cell_of_code(line),
    )


def _given(text: str) -> str:
    """Return the text; 无 is how the template says that there is none."""
    return "" if text == "无" else text


def _identity(record: MemberRecord) -> tuple[str, ...]:
    return record.id, record.register, record.licence, record.licence_no


MEMBERS = RegisterKind(
    name="members",
    title="专项库成员和许可证",
    vocabulary=MEMBER_COLUMNS,
    key="code",
    essentials=("code", "registration_number"),
    is_certain=looks_like_code,
    read=read_member,
    identity=_identity,
    repeat_rules=RepeatRules(_SAME, _DIFFERENT),
    across_rows=tuple,
)
