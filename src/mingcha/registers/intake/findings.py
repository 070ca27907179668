"""What only the platform can find in a row."""

from __future__ import annotations

from mingcha.core.intake.findings import Report, Rule, Severity
from mingcha.core.intake.line import Line
from mingcha.core.intake.records import InspectorRecord, ItemRecord, ObjectRecord
from mingcha.core.ratios.frequency import read_frequency
from mingcha.core.ratios.ratio import read_ratio
from mingcha.registers.intake import (
    helper_findings,
    joint_findings,
    mark_findings,
    merged_codes,
    person_findings,
    words,
)
from mingcha.registers.intake.item_texts import LONGEST_NAME, full_name, too_long
from mingcha.registers.intake.neighbours import Neighbours
from mingcha.registers.intake.places import Places
from mingcha.registers.models.risk_class import GENERIC_LEVELS

REGION_UNKNOWN = Rule(
    "platform.region.unknown",
    Severity.WARNING,
    "行政区划代码“{shown}”不在本平台的区划表中，按“{used}”登记",
    "请核对代码；确有这个区划的，请系统管理员补入区划表",
)
REGION_REPLACED = Rule(
    "platform.region.replaced",
    Severity.INFO,
    "行政区划代码“{shown}”已停用，按“{used}”登记",
    "不必处理；原表可改成现在的代码",
)
STATUS_UNKNOWN = Rule(
    "platform.status.unknown",
    Severity.WARNING,
    "登记状态“{shown}”不在代码表内，未采用：新对象按存续登记，已在库的不变",
    "请改为：存续、注销、吊销、撤销、迁出、停业 之一",
)
STATUS_BY_CODE = Rule(
    "platform.status.code",
    Severity.INFO,
    "登记状态“{shown}”按登记机关的代码读作“{used}”",
    "不是这个意思的，请改写成文字",
)
RISK_UNKNOWN = Rule(
    "platform.risk_class.unknown",
    Severity.WARNING,
    "信用风险等级“{shown}”不在通用分类的 A、B、C、D 之内，未采用",
    "请改为 A、B、C、D，空着按未分类",
)
STATE_UNKNOWN = Rule(
    "platform.state.unknown",
    Severity.WARNING,
    "人员状态“{shown}”无法识别，按暂停执法登记，不会被抽到",
    "请改为：在岗、请假、暂停执法、离岗 之一",
)
UNIT_UNKNOWN = Rule(
    "platform.unit.unknown",
    Severity.WARNING,
    "本部门没有名为“{shown}”的机构，机构留空",
    "请核对名称；新设机构请系统管理员先建立",
)
OTHER_DEPARTMENT = Rule(
    "platform.department.other",
    Severity.ERROR,
    "属于{other}，不是本部门的名录",
    "由该部门自行导入；本部门导入时可删去这一行",
)
METHOD_UNKNOWN = Rule(
    "platform.method.unknown",
    Severity.WARNING,
    "检查方式“{shown}”没有认出是哪一种，未采用",
    "请写成：现场检查、书面检查、网络监测、抽样检验、委托专业机构；或导入后在事项中勾选",
)
RATIO_UNREAD = Rule(
    "platform.ratio.unread",
    Severity.INFO,
    "抽查比例“{shown}”未能全部识别，按原文保留和执行",
    "有明确比例的请写成：5%、不低于3%、不超过10%；一般检查事项的上限也可以在事项中填写",
)
FREQUENCY_UNREAD = Rule(
    "platform.frequency.unread",
    Severity.INFO,
    "抽查频次“{shown}”未能全部识别，按原文保留和执行",
    "有明确频次的请写成：每年1次、每年不超过2次、每两年一次",
)
NAME_CUT = Rule(
    "platform.name.cut",
    Severity.INFO,
    "事项名称有 {length} 字，超过 {most} 字：名称只取前面，全文放入检查内容",
    "像是检查内容写在了名称栏；请在事项中改成简短的名称",
)
TEXT_TOO_LONG = Rule(
    "platform.text.too_long",
    Severity.ERROR,
    "有 {length} 字，这一栏最多 {most} 字",
    "请缩短后重新导入",
)
JOINT_LIST = Rule(
    "platform.items.joint",
    Severity.WARNING,
    "写有发起部门“{shown}”，像是部门联合抽查事项清单：这样导入，各行都成为本部门的事项",
    "请取消这次导入，改选“部门联合抽查事项清单”重新上传",
)
RULES = (
    JOINT_LIST,
    *(METHOD_UNKNOWN, RATIO_UNREAD, FREQUENCY_UNREAD, NAME_CUT, TEXT_TOO_LONG),
    *(REGION_UNKNOWN, REGION_REPLACED, STATUS_UNKNOWN, STATUS_BY_CODE, RISK_UNKNOWN),
    *(STATE_UNKNOWN, UNIT_UNKNOWN, OTHER_DEPARTMENT),
    *person_findings.RULES,
    *mark_findings.RULES,
    *helper_findings.RULES,
    *joint_findings.RULES,
    *merged_codes.RULES,
)


def check_object(
    record: ObjectRecord, line: Line, report: Report, places: Places, _: Neighbours
) -> None:
    """Check region, status and class against the platform's tables."""
    _check_region(record.region, line, report, places)
    _check_status(record.status, line, report)
    if record.risk_class and record.risk_class not in GENERIC_LEVELS:
        report.add(RISK_UNKNOWN, line.place("risk_class"), shown=record.risk_class)


def _check_status(word: str | None, line: Line, report: Report) -> None:
    status = words.registration_status(word) if word else None
    if word and status is None:
        report.add(STATUS_UNKNOWN, line.place("status"), shown=word)
    elif word and status and word.isdecimal():
        report.add(STATUS_BY_CODE, line.place("status"), shown=word, used=status.label)


def check_inspector(
    record: InspectorRecord, line: Line, report: Report, places: Places, neighbours: Neighbours
) -> None:
    """Check department, unit, region, state and what is said of the person."""
    section = record.fields.get("section")
    other = neighbours.other(record.fields.get("unit_code"), record.unit)
    if other:
        report.add(OTHER_DEPARTMENT, line.place("unit"), other=other)
        return
    named = section or record.unit
    if named and not neighbours.unit(section, record.unit) and not neighbours.is_own(named):
        report.add(UNIT_UNKNOWN, line.place("section" if section else "unit"), shown=named)
    _check_region(record.region, line, report, places)
    if record.status and words.inspector_state(record.status) is None:
        report.add(STATE_UNKNOWN, line.place("status"), shown=record.status)
    person_findings.check_person(record, line, report)


def check_item(
    record: ItemRecord, line: Line, report: Report, _: Places, neighbours: Neighbours
) -> None:
    """Check that the item is the department's own, and that its texts can be kept and read."""
    for column, length, most in too_long(record):
        report.add(TEXT_TOO_LONG, line.place(column), length=str(length), most=str(most))
    length = len(full_name(record))
    if length > LONGEST_NAME:
        place = line.place("name")
        report.add(NAME_CUT, place, length=str(length), most=str(LONGEST_NAME))
    if record.method and not words.check_methods(record.method):
        report.add(METHOD_UNKNOWN, line.place("method"), shown=record.method)
    if record.ratio and read_ratio(record.ratio).rest:
        report.add(RATIO_UNREAD, line.place("ratio"), shown=record.ratio)
    if record.frequency and read_frequency(record.frequency).rest:
        report.add(FREQUENCY_UNREAD, line.place("frequency"), shown=record.frequency)
    if record.initiating:
        report.add(JOINT_LIST, line.place("initiating"), shown=record.initiating)
    other = neighbours.other(record.body)
    if other:
        report.add(OTHER_DEPARTMENT, line.place("body"), other=other)


def _check_region(code: str | None, line: Line, report: Report, places: Places) -> None:
    if code is None:
        return
    place = places.find(code)
    rule = None if place.is_exact else REGION_UNKNOWN
    if place.is_exact and place.is_replacement:
        rule = REGION_REPLACED
    if rule:
        report.add(rule, line.place("region"), shown=code, used=places.names[place.code])
