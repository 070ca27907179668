"""The code of an inspection object: present, undamaged, well formed, and its check characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mingcha.core.identifiers import uscc
from mingcha.core.identifiers.code_note import CodeNote
from mingcha.core.identifiers.object_code import (
    CodeFault,
    CodeKind,
    ObjectCodeError,
    read_object_code,
)
from mingcha.core.intake.cells import CellError, text_of
from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.identifiers.object_code import ObjectCode
    from mingcha.core.intake.cells import CellValue
    from mingcha.core.intake.findings import Place, Report
    from mingcha.core.intake.line import Line

_COMPARE = "请对照营业执照或国家企业信用信息公示系统核对"

MISSING = Rule(
    "objects.code.missing",
    Severity.ERROR,
    "没有代码{shown}",
    "请填写18位统一社会信用代码；尚未换照的，填写15位注册号",
)
ERROR_CELL = Rule(
    "objects.code.error_cell",
    Severity.ERROR,
    "代码一格是公式错误值 {shown}",
    "请修复公式，或者直接填写代码",
)
NUMBER_CELL = Rule(
    "objects.code.number_cell",
    Severity.ERROR,
    "代码以数字形式存放（{shown}）：表格软件的数字只保留15位有效数字，18位代码的末几位已被改成0，"
    "开头的0也会丢失，不能采用",
    "请先把这一列的单元格格式设为“文本”，再重新填写代码；或者从原系统重新导出，导出时把这一列设为文本",
)
SCIENTIFIC = Rule(
    "objects.code.scientific",
    Severity.ERROR,
    "代码成了科学计数法“{shown}”：表格软件把代码当成了数字，末几位已经丢失，不能采用",
    "请从原系统重新导出，不要用表格软件打开后另存；确需打开的，先把这一列设为“文本”再导入",
)
LENGTH = Rule(
    "objects.code.length",
    Severity.ERROR,
    "代码“{shown}”有{length}位，应为18位统一社会信用代码或15位注册号",
    _COMPARE,
)
CHARACTER = Rule(
    "objects.code.character",
    Severity.ERROR,
    "代码“{shown}”第{position}位“{char}”不是代码使用的字符",
    f"常见的是把数字0、1、2写成字母O、I、Z：{_COMPARE}",
)
REGISTRATION_NUMBER = Rule(
    "objects.code.registration_number",
    Severity.INFO,
    "“{shown}”是15位旧注册号，已接受",
    "企业换发统一社会信用代码后，请更新名录；同一企业不要新旧代码各列一行",
)
REGISTRATION_CHECK = Rule(
    "objects.code.registration_check",
    Severity.WARNING,
    "15位注册号“{shown}”的校验位不对，已接受",
    _COMPARE,
)
COOPERATIVE_NUMBER = Rule(
    "objects.code.cooperative_number",
    Severity.WARNING,
    "“{shown}”是农民专业合作社的旧注册号（15位，含NA或NB），没有校验位，已接受",
    "请查明是否已换发统一社会信用代码，已换发的请更新",
)
CHECK_CHARACTER = Rule(
    "objects.code.check_character",
    Severity.WARNING,
    "代码“{shown}”的校验位（第18位）不对，其中的组织机构代码校验通过，已接受",
    f"可能发证时就是如此，也可能抄错：{_COMPARE}",
)
ORGANISATION_CHECK = Rule(
    "objects.code.organisation_check",
    Severity.WARNING,
    "代码“{shown}”的校验位（第18位）不对，其中的组织机构代码（第9至17位）校验也不通过，已接受",
    f"多半是抄写错误：{_COMPARE}",
)
LOWER_CASE = Rule(
    "objects.code.lower_case",
    Severity.INFO,
    "代码“{shown}”含小写字母，已改为大写",
    "不必处理；原表可一并改为大写",
)
FULL_WIDTH = Rule(
    "objects.code.full_width",
    Severity.INFO,
    "代码“{shown}”含全角字符，已改为半角",
    "不必处理；原表可一并改为半角",
)
BLANKS = Rule(
    "objects.code.blanks",
    Severity.INFO,
    "代码“{shown}”含空格、换行或不可见字符，已去掉",
    "不必处理；原表可一并去掉",
)
FROM_REGISTRATION_COLUMN = Rule(
    "objects.code.from_registration_column",
    Severity.INFO,
    "统一社会信用代码一格空白，已采用注册号“{shown}”",
    "已换发统一社会信用代码的，请补填",
)

RULES = (
    *(MISSING, ERROR_CELL, NUMBER_CELL, SCIENTIFIC, LENGTH, CHARACTER),
    *(REGISTRATION_NUMBER, REGISTRATION_CHECK, COOPERATIVE_NUMBER),
    *(CHECK_CHARACTER, ORGANISATION_CHECK, LOWER_CASE, FULL_WIDTH, BLANKS),
    FROM_REGISTRATION_COLUMN,
)

_FAULTS = {
    CodeFault.MISSING: MISSING,
    CodeFault.LENGTH: LENGTH,
    CodeFault.CHARACTER: CHARACTER,
}
_TIDIED = {
    CodeNote.LOWER_CASE: LOWER_CASE,
    CodeNote.FULL_WIDTH: FULL_WIDTH,
    CodeNote.BLANKS: BLANKS,
}
_SCIENTIFIC_NUMBER = re.compile(r"\d([.]\d+)?E\+?\d{1,3}", re.IGNORECASE)


def read_id(line: Line, report: Report) -> str | None:
    """Return the id of the object in ``line``; ``None`` where it has none, an error then."""
    key = _column(line)
    code = _read(line.value(key), line.place(key), report)
    if code is None:
        return None
    if key == "registration_number" and line.has("code"):
        report.add(FROM_REGISTRATION_COLUMN, line.place(key), shown=code.value)
    return code.value


def looks_like_code(line: Line) -> bool:
    """Tell whether the row has a code that could be read."""
    value = line.value(_column(line))
    if not isinstance(value, str):
        return False
    if uscc.is_well_formed(value):
        return True
    try:
        read_object_code(value)
    except ObjectCodeError:
        return False
    return True


def _column(line: Line) -> str:
    if line.text("code") or not line.has("registration_number"):
        return "code"
    return "code" if isinstance(line.value("code"), CellError) else "registration_number"


def _read(value: CellValue, place: Place, report: Report) -> ObjectCode | None:
    if isinstance(value, CellError):
        report.add(ERROR_CELL, place, shown=value.text)
        return None
    shown = text_of(value)
    if isinstance(value, int | float):
        report.add(NUMBER_CELL, place, shown=shown)
        return None
    if _SCIENTIFIC_NUMBER.fullmatch(shown):
        report.add(SCIENTIFIC, place, shown=shown)
        return None
    try:
        code = read_object_code(value if isinstance(value, str) else shown)
    except ObjectCodeError as error:
        _report_fault(error, place, report)
        return None
    if code.kind is not CodeKind.USCC or code.notes:
        _report_notes(code, shown, place, report)
    return code


def _report_fault(error: ObjectCodeError, place: Place, report: Report) -> None:
    shown = error.text
    if error.reason is CodeFault.MISSING and shown:
        shown = f"（填的是“{shown}”）"
    report.add(
        _FAULTS[error.reason],
        place,
        shown=shown,
        length=len(error.text),
        position=error.position,
        char=error.text[error.position - 1 : error.position],
    )


def _report_notes(code: ObjectCode, shown: str, place: Place, report: Report) -> None:
    for note in code.notes:
        if note in _TIDIED:
            report.add(_TIDIED[note], place, shown=shown)
    if code.kind is CodeKind.COOPERATIVE_NUMBER:
        report.add(COOPERATIVE_NUMBER, place, shown=code.value)
    elif code.kind is CodeKind.REGISTRATION_NUMBER:
        report.add(REGISTRATION_NUMBER, place, shown=code.value)
        if CodeNote.CHECK_CHARACTER in code.notes:
            report.add(REGISTRATION_CHECK, place, shown=code.value)
    elif CodeNote.ORGANISATION_CHECK in code.notes:
        report.add(ORGANISATION_CHECK, place, shown=code.value)
    elif CodeNote.CHECK_CHARACTER in code.notes:
        report.add(CHECK_CHARACTER, place, shown=code.value)
