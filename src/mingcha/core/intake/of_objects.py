"""What registers that speak of known objects have in common: the code, its columns, its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.cells import column_letters
from mingcha.core.intake.vocabulary.objects import OBJECT_COLUMNS

if TYPE_CHECKING:
    from mingcha.core.intake.columns import Column
    from mingcha.core.intake.line import Line


def known_columns(*keys: str) -> tuple[Column, ...]:
    """Return columns of the register of objects, under the headings that it knows."""
    return tuple(each for each in OBJECT_COLUMNS.columns if each.key in keys)


def cell_of_code(line: Line) -> str:
    """Return the address of the row's code within its sheet, such as ``C7``."""
    key = "code" if line.has("code") else "registration_number"
    place = line.place(key)
    return f"{column_letters(place.column)}{place.row}"
