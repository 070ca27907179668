"""What only the platform can find in a row of a joint list: whom and which items it means."""

from __future__ import annotations

from mingcha.core.intake.findings import Report, Rule, Severity
from mingcha.core.intake.line import Line
from mingcha.core.intake.records import JointRecord
from mingcha.registers.intake.joint_region import JointRegion
from mingcha.registers.intake.neighbours import Neighbours
from mingcha.registers.intake.places import Places
from mingcha.registers.models import IndustryCheck

LED_BY_OTHER = Rule(
    "platform.joint.other_lead",
    Severity.ERROR,
    "“{area}”由{other}牵头，不由本部门列入",
    "由该部门导入同一份清单；本部门导入时不必删去这一行",
)
NO_LEAD = Rule(
    "platform.joint.no_lead",
    Severity.ERROR,
    "第{row}行是“{area}”的第一行，它的发起部门在本地区没有找到，不知道由谁牵头",
    "请核对部门名称；还没有建立的部门，请系统管理员先建立",
)
LEAD_AMBIGUOUS = Rule(
    "platform.joint.lead_ambiguous",
    Severity.ERROR,
    "第{row}行是“{area}”的第一行，它的发起部门“{shown}”可能指{either}，不知道由谁牵头",
    "请写全称后重新导入",
)
TAKEN = Rule(
    "platform.joint.taken",
    Severity.ERROR,
    "一业一查中已有“{area}”，由{other}牵头",
    "由该部门修改；改由本部门牵头的，请该部门先停用",
)
FIELD_TOO_LONG = Rule(
    "platform.joint.too_long",
    Severity.ERROR,
    "有 {length} 字，这一栏最多 {most} 字",
    "请缩短后重新导入",
)
DEPARTMENT_UNKNOWN = Rule(
    "platform.joint.department_unknown",
    Severity.WARNING,
    "“{shown}”在本地区没有找到，只保留原文",
    "请核对部门名称；建立以后，可以在一业一查中补选它的事项",
)
DEPARTMENT_AMBIGUOUS = Rule(
    "platform.joint.department_ambiguous",
    Severity.WARNING,
    "“{shown}”可能指{either}，只保留原文",
    "请写全称；也可以在一业一查中选上配合部门或者它们的事项",
)
NOBODY_NAMED = Rule(
    "platform.joint.nobody_named",
    Severity.WARNING,
    "“{shown}”没有写明是哪个部门，只保留原文",
    "确定以后，在一业一查中选上配合部门或者它们的事项",
)
ITEM_UNKNOWN = Rule(
    "platform.joint.item_unknown",
    Severity.WARNING,
    "{department}没有名为“{shown}”的在用事项，只保留原文",
    "该部门公布这一事项以后，在一业一查中打开这一行补选",
)
RULES = (
    *(LED_BY_OTHER, NO_LEAD, LEAD_AMBIGUOUS, TAKEN, FIELD_TOO_LONG),
    *(DEPARTMENT_UNKNOWN, DEPARTMENT_AMBIGUOUS, NOBODY_NAMED, ITEM_UNKNOWN),
)
_LONGEST = IndustryCheck._meta.get_field("industry").max_length or 0  # noqa: SLF001 - Django's public name for a model's fields


def check_joint(
    record: JointRecord, line: Line, report: Report, _: Places, neighbours: Neighbours
) -> None:
    """Check that the department leads the field, and tell what of the row is not in the register."""
    if not record.area or not record.initiating:  # told already
        return
    if len(record.area) > _LONGEST:
        length = str(len(record.area))
        report.add(FIELD_TOO_LONG, line.place("area"), length=length, most=str(_LONGEST))
        return
    if not _is_ours(record, line, report, neighbours):
        return
    region = neighbours.joint
    for column in ("initiating", "cooperating"):
        named = region.named(line.text(column))
        for rule, words in ((DEPARTMENT_UNKNOWN, named.unknown), (NOBODY_NAMED, named.vague)):
            if words:
                report.add(rule, line.place(column), shown="、".join(words))
        for shown, names in named.ambiguous:
            place, either = line.place(column), "或".join(names)
            report.add(DEPARTMENT_AMBIGUOUS, place, shown=shown, either=either)
    _check_items(record, line, report, region)


def _is_ours(record: JointRecord, line: Line, report: Report, neighbours: Neighbours) -> bool:
    region, area = neighbours.joint, record.area
    row, named = region.lead(record)
    lead, first = (
        named.departments[0] if named.departments else None,
        {"row": str(row), "area": area},
    )
    if lead is None and named.ambiguous:
        shown, names = named.ambiguous[0]
        place, either = line.place("initiating"), "或".join(names)
        report.add(LEAD_AMBIGUOUS, place, shown=shown, either=either, **first)
    elif lead is None:
        report.add(NO_LEAD, line.place("initiating"), **first)
    elif not neighbours.is_own(lead.name):
        report.add(LED_BY_OTHER, line.place("initiating"), area=area, other=lead.short_name)
    elif area in region.led_by_others:
        other = region.led_by_others[area]
        report.add(TAKEN, line.place("area"), area=area, other=other)
    else:
        return True
    return False


def _check_items(record: JointRecord, line: Line, report: Report, region: JointRegion) -> None:
    found = region.items_of(record.name, record.object, record.initiating)
    having = {version.item.department_id for version in found}
    lacking = [
        each.short_name
        for each in region.named(record.initiating).departments
        if each.pk not in having
    ]
    if lacking:
        department = "、".join(lacking)
        report.add(ITEM_UNKNOWN, line.place("name"), department=department, shown=record.name)
