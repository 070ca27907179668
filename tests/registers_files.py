"""Spreadsheets of registers for the tests, and imports of them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from mingcha.core.identifiers.uscc import check_character, organisation_check_character

if TYPE_CHECKING:
    from county import County

    from mingcha.registers.models import ImportBatch, InspectionObject

MADE = datetime(2026, 11, 2, 9, tzinfo=None)  # noqa: DTZ001 - xlsxwriter wants it without a zone
OBJECT_HEADS = (
    "企业名称",
    "统一社会信用代码",
    "行政区划代码",
    "登记状态",
    "信用风险等级",
    "经营场所",
    "不纳入抽查原因",
    "标签",
)
INSPECTOR_HEADS = (
    "姓名",
    "工号",
    "所在单位",
    "股室队所",
    "执法区域代码",
    "执法证号",
    "执法证有效期",
    "业务专长",
    "可承担户数",
    "状态",
)
ITEM_HEADS = (
    "事项编码",
    "检查主体",
    "抽查类别",
    "抽查事项",
    "检查对象",
    "事项类别",
    "检查方式",
    "检查内容",
    "检查依据",
)
MEMBER_HEADS = ("专项库名称", "统一社会信用代码/注册号", "企业名称", "许可证名称", "许可证编号")
MEMBER_HEADS += ("许可批准日期", "有效期至", "许可发证机关")
FLAG_HEADS = ("统一社会信用代码", "名单种类", "列入日期", "移出日期", "文书编号")
CLASS_HEADS = ("统一社会信用代码", "信用风险等级", "分类方案", "分类日期")
FOOD = "食品经营企业专项库"


def uscc(number: int, start: str = "91130136") -> str:
    body = f"MA{number:06d}"
    first = f"{start}{body}{organisation_check_character(body)}"
    return first + check_character(first)


def workbook(heads: tuple[str, ...], rows: list[tuple]) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet()
        for at, row in enumerate([heads, *rows]):
            for column, value in enumerate(row):
                sheet.write_string(at, column, str(value))
    return stream.getvalue()


def shop(number: int, **changes: str) -> tuple[str, ...]:
    row = {
        "name": f"澄川县第{number}商店",
        "code": uscc(number),
        "region": "130136001",
        "status": "存续",
        "risk": "A",
        "address": f"南环路{number}号",
        "exclusion": "",
        "tags": "",
    }
    return tuple((row | changes).values())


def officer(number: int, **changes: str) -> tuple[str, ...]:
    row = {
        "name": f"赵{number}",
        "staff_no": f"SCJG{number:03d}",
        "unit": "澄川县市场监督管理局",
        "section": "综合股",
        "region": "130136",
        "certificate": f"13-{number}",
        "until": "2028-12-31",
        "expertise": "食品安全、计量",
        "capacity": "20",
        "state": "在岗",
    }
    return tuple((row | changes).values())


def listed(number: int, **changes: str) -> tuple[str, ...]:
    """A row of a list of items."""
    row = {
        "code": f"SCJG-{number:02d}",
        "body": "澄川县市场监督管理局",
        "category": "登记事项检查",
        "name": f"第{number}项检查",
        "objects": "企业",
        "class": "重点检查事项",
        "method": "现场检查、书面检查",
        "content": "是否一致",
        "basis": "《条例》",
    }
    return tuple((row | changes).values())


def member(number: int, *licence: str, name: str = FOOD) -> tuple[str, ...]:
    return (name, uscc(number), "", *(licence or ("", "", "", "", "")))


def inspectors_file(*rows: tuple[str, ...]) -> bytes:
    return workbook(INSPECTOR_HEADS, list(rows))


def items_file(*rows: tuple[str, ...]) -> bytes:
    return workbook(ITEM_HEADS, list(rows))


def objects_file(*rows: tuple[str, ...]) -> bytes:
    return workbook(OBJECT_HEADS, list(rows))


def sent(
    county: County, content: bytes, kind: str = "objects", by: Any = None, source: str = "other"
) -> ImportBatch:
    """A file sent and checked."""
    from mingcha.registers.actions.imports import upload_file
    from mingcha.registers.intake.working import check_file

    by = by or county.lead
    batch = upload_file(
        by=by,
        department=by.department,
        kind=kind,
        file_name="名录.xlsx",
        content=BytesIO(content),
        source=source,
    )
    check_file(batch=batch)
    batch.refresh_from_db()
    return batch


def object_of(number: int) -> InspectionObject:
    """The object of ``shop(number)`` as it stands in the register."""
    from mingcha.registers.models import InspectionObject

    return InspectionObject.objects.get(code=uscc(number))


def imported(
    county: County, content: bytes, kind: str = "objects", gone: str = "keep", by: Any = None
) -> ImportBatch:
    """A file sent, checked, confirmed and written."""
    from mingcha.registers.actions.imports import confirm_import
    from mingcha.registers.intake.working import apply_import

    batch = sent(county, content, kind, by)
    confirm_import(by=by or county.lead, batch=batch, gone=gone)
    apply_import(batch=batch)
    batch.refresh_from_db()
    return batch


def undone(county: County, batch: ImportBatch) -> ImportBatch:
    """A written import that is taken back as a whole."""
    from mingcha.registers.actions.imports import undo_load
    from mingcha.registers.intake.working import undo_import

    undo_load(by=county.lead, batch=batch, reason="上月的旧表，误传")
    undo_import(batch=batch)
    batch.refresh_from_db()
    return batch
