"""A workbook to be filled in: one column each with its explanation, and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_ROWS = 20_000
"""So many rows get lists and formats; more are typed by nobody."""

_LONGEST_TITLE, _LONGEST_HINT = 32, 255
_CHOICES, _HELP = "可选值", "填写说明"


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """A column: what it is called, what to write there, and what may be chosen.

    Where ``is_open`` another text than the ``choices`` may be written as well.
    """

    title: str
    hint: str
    width: int = 16
    must: bool = False
    choices: Sequence[str] = ()
    is_open: bool = False
    is_date: bool = False


def write_blank_form(stream: IO[bytes], name: str, columns: Sequence[BlankColumn]) -> None:
    """Write the workbook: the form, what each column means, and the lists.

    Every cell is text, so that a code of 18 digits keeps them all; only dates are dates.
    """
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False}) as book:
        form, explained = book.add_worksheet(name), book.add_worksheet(_HELP)
        lists = book.add_worksheet(_CHOICES)
        _write_help(book, explained, columns)
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        head = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}
        must = book.add_format({**head, "bg_color": "#FDE9D9"})
        may = book.add_format({**head, "bg_color": "#EEF3F8"})
        for place, column in enumerate(columns):
            form.set_column(place, place, column.width, day if column.is_date else text)
            form.write_string(
                0,
                place,
                f"{column.title}{'（必填）' if column.must else ''}",
                must if column.must else may,
            )
            lists.write_column(0, place, [f"可选的{column.title}", *column.choices])
            form.data_validation(1, place, _ROWS, place, _validation(column, place))
        form.set_row(0, 32)
        form.freeze_panes(1, 0)
        form.activate()


def _validation(column: BlankColumn, place: int) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": column.title[:_LONGEST_TITLE],
        "input_message": column.hint[:_LONGEST_HINT],
    }
    if column.choices:
        letter = xlsxwriter.utility.xl_col_to_name(place)
        last = len(column.choices) + 1
        rule |= {
            "validate": "list",
            "source": f"='{_CHOICES}'!${letter}$2:${letter}${last}",
            "error_type": "information" if column.is_open else "stop",
            "error_title": "不在可选值中",
            "error_message": "请从下拉列表中选择；列表见“可选值”页",
        }
    return rule


def _write_help(book: Any, sheet: Worksheet, columns: Sequence[BlankColumn]) -> None:
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 2, 80, wrapped)
    sheet.write_row(0, 0, ["列", "必填", "怎样填写"], bold)
    for row, column in enumerate(columns, start=1):
        sheet.write_row(row, 0, [column.title, "是" if column.must else "", column.hint])
