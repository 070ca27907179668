"""The register of recusals (回避登记)."""

from __future__ import annotations

from mingcha.demo.county_map import COUNTY_NAME
from mingcha.demo.recusal import recusals
from mingcha.demo.sheet import Column, Sheet

FILE_NAME = "回避登记.xlsx"

_COLUMNS = (
    Column("统一社会信用代码", 22),
    Column("企业名称", 34),
    Column("工号", 11),
    Column("原因", 30),
)


def recusal_list() -> Sheet:
    """Return the sheet of all recusals."""
    rows = tuple(
        (one.entity_code, one.entity_name, one.staff_number, one.reason) for one in recusals()
    )
    return Sheet(
        title=f"{COUNTY_NAME}执法检查人员回避登记表",
        note=f"填报单位：{COUNTY_NAME}双随机办    依据：本人申报    数据截止：2026年10月31日",
        columns=_COLUMNS,
        rows=rows,
        total=f"{len(rows)}条",
    )
