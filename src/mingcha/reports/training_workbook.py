"""Form E, the training plan of a year, as a workbook in the notice's layout (R-137)."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.models import PlannedTraining
from mingcha.reports.workbook import formats_of, set_up_page

_HEADINGS = ("序号", "培训内容", "培训范围", "培训时间")
_WIDTHS = (8, 36, 36, 26)


def training_workbook(department: Department, year: int, lines: Iterable[PlannedTraining]) -> bytes:
    """Return the workbook: one line for each training planned, every cell as text."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("表E")
    set_up_page(sheet)
    formats = formats_of(book)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    title = f"{year}年“双随机、一公开”监管培训计划"
    sheet.merge_range(0, 0, 0, 3, title, formats["title"])
    sheet.merge_range(1, 0, 1, 2, f"单位名称：{department.name}", formats["plain"])
    sheet.write_string(1, 3, f"填表时间：{clock.today():%Y 年 %m 月 %d 日}", formats["right"])
    for column, heading in enumerate(_HEADINGS):
        sheet.write_string(2, column, heading, formats["head"])
    for number, line in enumerate(lines, start=1):
        told = (str(number), line.content, line.trainees, line.months)
        for column, text in enumerate(told):
            sheet.write_string(2 + number, column, text, formats["cell"])
    book.close()
    return data.getvalue()
