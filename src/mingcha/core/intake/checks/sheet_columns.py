"""The sheet as a whole: columns not used, twice there or missed, and sheets not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.cells import column_letters
from mingcha.core.intake.findings import Place, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mingcha.core.intake.columns import Vocabulary
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.header import Header

UNUSED = Rule(
    "table.column.unused",
    Severity.INFO,
    "“{heading}”列不认识，没有读取",
    "不需要的不必处理；需要的，请把表头改成常用名称",
)
DOUBLE = Rule(
    "table.column.double",
    Severity.WARNING,
    "“{heading}”列与{used}列都是“{title}”，只读取{used}列",
    "请核对用的是不是该用的一列；不该用的请改表头或删去",
)
ABSENT = Rule(
    "table.column.absent",
    Severity.INFO,
    "没有这些列：{titles}",
    "抽取时用不到的不必处理；用得到的，请补上",
)
OTHER_SHEET = Rule(
    "table.sheet.other",
    Severity.WARNING,
    "工作表“{other}”也有同样的表头，这次没有读取",
    "需要的，请把各工作表的内容并到一张表里，或者另存为单独的文件再检查",
)
RULES = (UNUSED, DOUBLE, ABSENT, OTHER_SHEET)


def check(header: Header, vocabulary: Vocabulary, report: Report) -> None:
    """Tell which columns are not read, which is read where two would do, and which are missed."""
    row = header.rows[-1]
    for column in header.unused:
        report.add(UNUSED, Place(row, column), heading=header.headings[column])
    for column, key in header.doubles.items():
        report.add(
            DOUBLE,
            Place(row, column),
            heading=header.headings[column],
            used=column_letters(header.positions[key]),
            title=vocabulary.title(key),
        )
    absent = [vocabulary.title(key) for key in vocabulary.expected if key not in header.positions]
    if absent:
        report.add(ABSENT, Place(row, 0), titles="、".join(absent))


def check_other_sheets(others: Sequence[str], header: Header, report: Report) -> None:
    """Tell which other sheets would have done as well."""
    for other in others:
        report.add(OTHER_SHEET, Place(header.rows[-1], 0), other=other)
