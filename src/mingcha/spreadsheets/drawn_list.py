"""The drawn list (抽查名单) as a workbook for people: locked header, filters, A4."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from mingcha.spreadsheets.new_file import appearing

_A4 = 9
_HEADER_ROW = 2


@dataclass(frozen=True, slots=True)
class ListedObject:
    """One row of the list; ``team`` names the inspectors of this frame."""

    frame: str
    stratum: str
    rank: int
    object_id: str
    name: str
    address: str
    status: str
    ticket: str
    team: str


class _Column(NamedTuple):
    title: str
    width: int
    value: Callable[[ListedObject], str]
    tells_tickets: bool = False


_COLUMNS = (
    _Column("抽样框", 9, lambda row: row.frame),
    _Column("层", 7, lambda row: row.stratum, tells_tickets=True),
    _Column("名次", 6, lambda row: str(row.rank), tells_tickets=True),
    _Column("结果", 13, lambda row: row.status),
    _Column("统一社会信用代码", 21, lambda row: row.object_id),
    _Column("名称", 34, lambda row: row.name),
    _Column("地址", 34, lambda row: row.address),
    _Column("检查人员", 34, lambda row: row.team),
    _Column("签号", 20, lambda row: f"{row.ticket[:16]}…", tells_tickets=True),
)


def write_drawn_list(
    path: Path, *, title: str, note: str, rows: Sequence[ListedObject], with_tickets: bool
) -> None:
    """Write the list; without tickets it has no column from which they could be told.

    Texts are written as texts, so that no cell becomes a formula. ``path`` must be free.
    """
    columns = [column for column in _COLUMNS if with_tickets or not column.tells_tickets]
    with (
        appearing(path) as unfinished,
        xlsxwriter.Workbook(unfinished, {"strings_to_formulas": False}) as workbook,
    ):
        sheet = workbook.add_worksheet("抽查名单")
        _write_head(workbook, sheet, title, note, columns)
        body = workbook.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        for number, row in enumerate(rows, start=1):
            sheet.write_number(_HEADER_ROW + number, 0, number, body)
            for at, column in enumerate(columns, start=1):
                sheet.write_string(_HEADER_ROW + number, at, column.value(row), body)
        sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + max(len(rows), 1), len(columns))
        sheet.freeze_panes(_HEADER_ROW + 1, 0)
        _set_up_print(sheet)


def _write_head(
    workbook: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    title: str,
    note: str,
    columns: Sequence[_Column],
) -> None:
    bold = {"bold": True, "align": "center"}
    heading = workbook.add_format(bold | {"font_size": 14})
    small = workbook.add_format({"font_size": 9, "font_color": "#555555"})
    head = workbook.add_format(bold | {"border": 1, "bg_color": "#DCE6F1", "text_wrap": True})
    sheet.merge_range(0, 0, 0, len(columns), title, heading)
    sheet.merge_range(1, 0, 1, len(columns), note, small)
    sheet.write_string(_HEADER_ROW, 0, "序号", head)
    sheet.set_column(0, 0, 6)
    for at, column in enumerate(columns, start=1):
        sheet.set_column(at, at, column.width)
        sheet.write_string(_HEADER_ROW, at, column.title, head)


def _set_up_print(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
