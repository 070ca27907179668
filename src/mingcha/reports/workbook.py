"""A form as a workbook in the layout of the notices' attachments (R-141)."""

from __future__ import annotations

import io
from itertools import groupby
from typing import Any

import xlsxwriter

from mingcha.core.statistics.triple import Measure
from mingcha.reports.figures import form_of
from mingcha.reports.models import Report

_UNITS = {"draw_count": "次", "object_count": "户", "problem_object_count": "户"}


def workbook(report: Report) -> bytes:
    """Return the workbook: A4, headings merged, figures in words, footer for signatures."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet(f"表{report.form}")
    set_up_page(sheet)
    formats = formats_of(book)
    form = form_of(report.form, report.region)
    sheet.merge_range(0, 0, 0, 2, form.title.format(year=report.year), formats["title"])
    sheet.merge_range(1, 0, 1, 2, form.note, formats["note"])
    seal = "（盖章）" if form.has_seal else ""
    place = report.department.name if report.department else f"{report.region.name}双随机办公室"
    sheet.merge_range(2, 0, 2, 1, f"单位名称{seal}：{place}", formats["plain"])
    day = report.submitted_at or report.updated_at
    sheet.write(2, 2, f"填表时间：{day:%Y 年 %m 月 %d 日}", formats["right"])
    line = 3
    for block, rows in groupby(report.figures, key=lambda row: row["block"]):
        group = list(rows)
        if len(group) > 1:
            sheet.merge_range(line, 0, line + len(group) - 1, 0, block, formats["head"])
        else:
            sheet.write(line, 0, block, formats["head"])
        for row in group:
            sheet.write(line, 1, row["label"], formats["label"])
            sheet.write(line, 2, content(row), formats["cell"])
            sheet.set_row(line, 42)
            line += 1
    footer = f"联系人：{report.contact}　　联系电话：{report.phone}　　手机：{report.mobile}"
    sheet.merge_range(line, 0, line, 2, footer, formats["plain"])
    book.close()
    return data.getvalue()


def content(row: dict[str, Any]) -> str:
    """Return what stands in a row's cell: the figures in words, or the text."""
    if not row["cells"]:
        return str(row["text"])
    return "\n".join(_cell_text(cell, row["measures"]) for cell in row["cells"])


def _cell_text(cell: dict[str, Any], measures: list[str]) -> str:
    told = "，".join(f"{Measure(m).term} {cell[m]} {_UNITS[m]}" for m in measures)
    return f"{cell['title']}：{told}" if cell["title"] else told


def set_up_page(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """Set the sheet to A4, one page wide."""
    sheet.set_paper(9)
    sheet.set_margins(left=0.7, right=0.7, top=0.75, bottom=0.75)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 2, 40)


def formats_of(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """Return the formats of the forms' cells by name."""
    base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
    grid = base | {"border": 1}
    return {
        "title": book.add_format(base | {"font_size": 16, "bold": True, "align": "center"}),
        "note": book.add_format(base | {"align": "center"}),
        "plain": book.add_format(base),
        "right": book.add_format(base | {"align": "right"}),
        "head": book.add_format(grid | {"align": "center"}),
        "label": book.add_format(grid),
        "cell": book.add_format(grid | {"align": "left"}),
    }
