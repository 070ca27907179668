"""What only the platform can find in rows of experts and professional bodies."""

from __future__ import annotations

from mingcha.core.identifiers.citizen import read_telephone
from mingcha.core.identifiers.text import fold
from mingcha.core.identifiers.uscc import is_valid
from mingcha.core.intake.findings import Report, Rule, Severity
from mingcha.core.intake.line import Line
from mingcha.core.intake.records import BodyRecord, ExpertRecord
from mingcha.registers.intake.neighbours import Neighbours
from mingcha.registers.intake.person_findings import PHONE_WRONG
from mingcha.registers.intake.places import Places
from mingcha.registers.intake.words import is_in_pool
from mingcha.registers.models import Expert, ProfessionalBody, Tag

BODY_UNKNOWN = Rule(
    "platform.body.unknown",
    Severity.ERROR,
    "本部门的专业机构库中没有“{shown}”",
    "请核对机构名称；新的机构请先加入专业机构库，再导入",
)
EXPERT_AMBIGUOUS = Rule(
    "platform.expert.ambiguous",
    Severity.ERROR,
    "库中有 {number} 位叫这个名字的专家，看不出是哪一位",
    "请填写工作单位或所属专业机构；仍分不清的，请在专家的页面上修改",
)
SERVICES_MISSING = Rule(
    "platform.body.services_missing",
    Severity.ERROR,
    "新的机构没有写明技术服务",
    "请填写可提供的技术服务，如“抽样检验”“账目审计”",
)
CODE_WRONG = Rule(
    "platform.body.code_wrong",
    Severity.WARNING,
    "统一社会信用代码“{shown}”位数或校验位不对，未采用",
    "请按营业执照核对后重新填写",
)
POOL_WORD_UNKNOWN = Rule(
    "platform.pool.word_unknown",
    Severity.WARNING,
    "“{shown}”看不出是否在库，未采用：新的按在库登记，已有的不变",
    "请填写：是、否",
)
HELPER_TOO_LONG = Rule(
    "platform.helper.too_long",
    Severity.ERROR,
    "有 {length} 字，这一栏最多 {most} 字",
    "请缩短后重新导入",
)
RULES = (
    *(BODY_UNKNOWN, EXPERT_AMBIGUOUS, SERVICES_MISSING, CODE_WRONG),
    *(POOL_WORD_UNKNOWN, HELPER_TOO_LONG),
)

_LENGTHS = {
    Expert: ("name", "employer", "title"),
    ProfessionalBody: ("name", "services", "contact"),
}


def check_expert(
    record: ExpertRecord, line: Line, report: Report, _: Places, neighbours: Neighbours
) -> None:
    """Check that body and person are known without a doubt, and that the cells can be kept."""
    if record.body and record.body not in neighbours.bodies:
        report.add(BODY_UNKNOWN, line.place("body"), shown=record.body)
    same = neighbours.experts(record.name, record.employer, record.body)
    if len(same) > 1:
        report.add(EXPERT_AMBIGUOUS, line.place("name"), number=str(len(same)))
    _check_cells(Expert, record, line, report)


def check_body(
    record: BodyRecord, line: Line, report: Report, _: Places, neighbours: Neighbours
) -> None:
    """Check the code, and that a new body says what it does."""
    if record.code and not is_valid(fold(record.code)[0]):
        report.add(CODE_WRONG, line.place("code"), shown=record.code)
    if not record.services and record.name not in neighbours.bodies:
        report.add(SERVICES_MISSING, line.place("services"))
    _check_cells(ProfessionalBody, record, line, report)


def _check_cells(
    model: type[Expert | ProfessionalBody],
    record: ExpertRecord | BodyRecord,
    line: Line,
    report: Report,
) -> None:
    if record.phone and not read_telephone(record.phone):
        report.add(PHONE_WRONG, line.place("phone"))
    if record.status and is_in_pool(record.status) is None:
        report.add(POOL_WORD_UNKNOWN, line.place("status"), shown=record.status)
    for name in _LENGTHS[model]:
        _check_length(len(line.text(name)), _longest(model, name), name, line, report)
    longest = max((len(word) for word in record.expertise), default=0)
    _check_length(longest, _longest(Tag, "name"), "expertise", line, report)


def _longest(model: type[Expert | ProfessionalBody | Tag], name: str) -> int:
    return int(model._meta.get_field(name).max_length or 0)  # type: ignore[union-attr]  # noqa: SLF001 - Django's public name for a model's fields


def _check_length(length: int, most: int, column: str, line: Line, report: Report) -> None:
    if length > most:
        report.add(HELPER_TOO_LONG, line.place(column), length=str(length), most=str(most))
