"""Administrative divisions (行政区划): GB/T 2260 codes and names, and what replaced a code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mingcha.core.identifiers.region import TOWNSHIP, RegionError, read_region_prefix
from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.records import RegionRecord
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

_LONGEST_NAME = 60
_IN_USE = ("", "在用", "现行", "有效", "启用")
_SINCE = re.compile(r"\[[^\]]*\]")

BAD_CODE = Rule("regions.code.malformed", Severity.ERROR, "{fault}", "请按 GB/T 2260 填写代码")
VILLAGE = Rule(
    "regions.code.village",
    Severity.ERROR,
    "“{shown}”是村级代码，平台只到乡镇、街道",
    "请删去村级的行",
)
LONG_NAME = Rule(
    "regions.name.too_long",
    Severity.ERROR,
    "名称有 {length} 字，最多 {most} 字",
    "请只填名称，说明写在别的栏",
)
NO_NAME = Rule("regions.name.missing", Severity.ERROR, "没有名称", "请填写行政区划的名称")
BAD_SUCCESSOR = Rule(
    "regions.successor.malformed",
    Severity.WARNING,
    "新代码“{shown}”不是行政区划代码，未采用",
    "请填写替代它的代码；分成几个的用分号隔开",
)
_SAME = Rule(
    "regions.row.repeated",
    Severity.INFO,
    "与第{first}行完全相同，只保留第{first}行",
    "不必处理；原表可删去重复的行",
)
_DIFFERENT = Rule(
    "regions.row.differs",
    Severity.WARNING,
    "与第{first}行代码相同而名称不同，只保留第{first}行",
    "请核对哪一行正确",
)
RULES = (BAD_CODE, VILLAGE, NO_NAME, LONG_NAME, BAD_SUCCESSOR, _SAME, _DIFFERENT)


def _read_code(line: Line, report: Report) -> str | None:
    try:
        code = read_region_prefix(line.text("code"))
    except RegionError as fault:
        report.add(BAD_CODE, line.place("code"), fault=fault.message)
        return None
    if len(code) > TOWNSHIP:
        report.add(VILLAGE, line.place("code"), shown=code)
        return None
    return code


def _read_successors(line: Line, code: str, report: Report) -> tuple[str, ...]:
    """Return the codes that replaced this one; the day in brackets behind a code is left off."""
    found: list[str] = []
    for given in re.split(r"[;；,，、\s]+", _SINCE.sub("", line.text("successor"))):
        if not given:
            continue
        try:
            found.append(read_region_prefix(given))
        except RegionError:
            report.add(BAD_SUCCESSOR, line.place("successor"), shown=given)
    return tuple(one for one in dict.fromkeys(found) if one != code)


def read_region_row(line: Line, report: Report) -> RegionRecord | None:
    """Read one row. A code is ended where its state says so, or, without one, where it has a new one."""
    code = _read_code(line, report)
    if not line.text("name"):
        report.add(NO_NAME, line.place("name"))
        return None
    if len(line.text("name")) > _LONGEST_NAME:
        length = str(len(line.text("name")))
        report.add(LONG_NAME, line.place("name"), length=length, most=str(_LONGEST_NAME))
        return None
    if code is None:
        return None
    successors = _read_successors(line, code, report)
    is_ended = line.text("state") not in _IN_USE if line.has("state") else bool(successors)
    return RegionRecord(
        code=code,
        name=line.text("name"),
        is_ended=is_ended,
        successors=successors if is_ended else (),
        row=line.number,
    )


def _is_certain(line: Line) -> bool:
    return line.text("code").isdecimal()


def _identity(record: RegionRecord) -> tuple[object, ...]:
    """An earlier name of a code stands in a history beside the present one."""
    return (record.code, record.is_ended, record.name if record.is_ended else "")


REGIONS = RegisterKind(
    name="regions",
    title="行政区划",
    vocabulary=Vocabulary(
        main=(
            column("code", "代码 行政区划代码 区划代码 CODE"),
            column("name", "名称 行政区划名称 区划名称 单位名称 NAME"),
            column("successor", "新代码 并入 现代码 替代代码"),
            column("state", "状态 使用状态"),
        ),
        extra=(),
        essentials=(("code",), ("name",)),
        expected=(),
        ignored=PERSONAL | SERIAL,
    ),
    key="code",
    essentials=("code", "name"),
    is_certain=_is_certain,
    read=read_region_row,
    identity=_identity,
    repeat_rules=RepeatRules(_SAME, _DIFFERENT),
    across_rows=tuple,
)
