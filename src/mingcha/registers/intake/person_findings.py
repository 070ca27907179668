"""What of a person's record cannot be taken: numbers, days and words of the inspectors' list."""

from __future__ import annotations

from collections.abc import Callable

from mingcha.core.identifiers.citizen import read_identity_number, read_telephone
from mingcha.core.intake.findings import Report, Rule, Severity
from mingcha.core.intake.line import Line
from mingcha.core.intake.records import InspectorRecord
from mingcha.registers.intake.personal_facts import person_kind, post_since, service_level
from mingcha.registers.models.inspector import InspectorKind, ServiceLevel, Sex

ID_NUMBER_WRONG = Rule(
    "platform.id_number.wrong",
    Severity.WARNING,
    "身份证号不是18位，或校验位不对，未采用",
    "请按身份证核对后重新填写；带星号的不会采用，原来登记的不变",
)
PHONE_WRONG = Rule(
    "platform.phone.wrong",
    Severity.WARNING,
    "手机号位数不对，未采用",
    "请填写11位手机号，或带区号的固定电话；带星号的不会采用，原来登记的不变",
)
POST_SINCE_UNREADABLE = Rule(
    "platform.post_since.unreadable",
    Severity.WARNING,
    "从事本岗起始日期“{shown}”无法识别，未采用",
    "请写成 2017-03-07 的形式",
)
WORD_UNKNOWN = Rule(
    "platform.person.word_unknown",
    Severity.WARNING,
    "“{shown}”不在选项之内，未采用；可以填：{options}",
    "请从选项中选一个填写",
)
RULES = (ID_NUMBER_WRONG, PHONE_WRONG, POST_SINCE_UNREADABLE, WORD_UNKNOWN)

_CHECKS: tuple[tuple[str, Callable[[str], object], Rule, tuple[str, ...]], ...] = (
    ("id_number", read_identity_number, ID_NUMBER_WRONG, ()),
    ("phone", read_telephone, PHONE_WRONG, ()),
    ("post_since", post_since, POST_SINCE_UNREADABLE, ()),
    ("level", service_level, WORD_UNKNOWN, tuple(ServiceLevel.labels)),
    ("person_kind", person_kind, WORD_UNKNOWN, tuple(InspectorKind.labels)),
    ("sex", lambda word: word in Sex.labels, WORD_UNKNOWN, tuple(Sex.labels)),
)


def check_person(record: InspectorRecord, line: Line, report: Report) -> None:
    """Warn of each cell that is there and cannot be read; a number is not repeated aloud."""
    for column, read, rule, options in _CHECKS:
        text = record.fields.get(column, "")
        if text and not read(text):
            report.add(rule, line.place(column), shown=text, options="、".join(options))
