"""The faults planted in the main list, such as departments' lists have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from mingcha.core.identifiers import uscc
from mingcha.demo.sheet import FIRST_ROW, Merge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mingcha.demo.sheet import Cell, Row


class Fault(StrEnum):
    """What is wrong with a row."""

    CODE_AS_NUMBER = "code_as_number"
    LOWER_CASE_CODE = "lower_case_code"
    WRONG_CHECK_CHARACTER = "wrong_check_character"
    MISSING_CODE = "missing_code"
    MERGED_CELLS = "merged_cells"
    REPEATED_ROW = "repeated_row"


@dataclass(frozen=True, slots=True)
class FaultyRows:
    """Rows of a list with the faults planted; ``places`` gives each one's row in the file."""

    rows: tuple[Row, ...]
    merges: tuple[Merge, ...]
    places: dict[Fault, int]


def plant_faults(rows: Sequence[Row], code: int, region: int) -> FaultyRows:
    """Plant one fault of each kind; ``code`` and ``region`` are places of columns, from 0."""
    planted = list(rows)
    places: dict[Fault, int] = {}
    for fault, start, suits, spoil in _SPOILINGS:
        place = next(at for at in range(start, len(rows)) if suits(str(rows[at][code])))
        planted[place] = _with(rows[place], code, spoil(str(rows[place][code])))
        places[fault] = place
    merge = _merge_of_equal_cells(rows, region)
    planted[merge.last] = _with(planted[merge.last], region, None)
    places[Fault.MERGED_CELLS] = merge.last
    places[Fault.REPEATED_ROW] = len(planted)
    planted.append(rows[_REPEATED])
    in_file = {fault: FIRST_ROW + place for fault, place in places.items()}
    return FaultyRows(tuple(planted), (merge,), in_file)


def _is_credit_code(code: str) -> bool:
    return len(code) == uscc.LENGTH


def _is_long_number(code: str) -> bool:
    return _is_credit_code(code) and code.isdigit()


def _has_letters(code: str) -> bool:
    return not code.isdigit()


def _miscopied(code: str) -> str:
    return code[:-1] + ("8" if code[-1] != "8" else "3")


_SPOILINGS: tuple[tuple[Fault, int, Callable[[str], bool], Callable[[str], Cell]], ...] = (
    (Fault.CODE_AS_NUMBER, 400, _is_long_number, int),
    (Fault.LOWER_CASE_CODE, 900, _has_letters, str.lower),
    (Fault.WRONG_CHECK_CHARACTER, 1500, _is_credit_code, _miscopied),
    (Fault.MISSING_CODE, 1900, _is_credit_code, lambda _: "无"),
)
_MERGED_FROM = 2300
_REPEATED = 3200


def _merge_of_equal_cells(rows: Sequence[Row], column: int) -> Merge:
    pairs = ((place, place + 1) for place in range(_MERGED_FROM, len(rows) - 1))
    first, last = next(pair for pair in pairs if rows[pair[0]][column] == rows[pair[1]][column])
    return Merge(column, first, last)


def _with(row: Row, column: int, cell: Cell) -> Row:
    return (*row[:column], cell, *row[column + 1 :])
