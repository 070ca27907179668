"""``registers/<FRAME>.tsv``: the frozen list of objects of one frame (protocol section 2)."""

from __future__ import annotations

import re
from typing import NamedTuple

from mingcha.core.draw import names
from mingcha.core.draw.tsv import check_sorted, lines_of
from mingcha.core.errors import InvalidFile

ELIGIBLE = "-"
LINE_LIMIT = 160  # bytes; no line can be longer
_OPEN_COLUMNS = (names.OBJECT_ID, names.CODE, names.REGION, rf"(?:-|{names.CODE})")
COLUMNS = {False: _OPEN_COLUMNS, True: (*_OPEN_COLUMNS, names.HEX_16_BYTES)}
"""The form of each column of a line: in open modes, and in sealed ones."""
_FORMS = {
    sealed: re.compile("\t".join(f"({column})" for column in columns))
    for sealed, columns in COLUMNS.items()
}


class RegisterRow(NamedTuple):
    """One object in a frame.

    ``excl`` is ``-`` for an eligible object, else the reason code; ``tag`` is the fifth column
    of sealed modes (section 9), empty in open ones.
    """

    id: str
    stratum: str
    region: str
    excl: str
    tag: str = ""

    @property
    def line(self) -> str:
        """Return the row's line, without LF."""
        columns = self if self.tag else self[:4]
        return "\t".join(columns)


def parse_register(data: bytes, file: str, *, sealed: bool, first: int = 1) -> list[RegisterRow]:
    """Read a register; in sealed modes each line has a fifth column.

    ``first`` is the number of the first line, where ``data`` is only a part of the file.
    Raises InvalidFile for a malformed line, wrong order or an id that stands twice.
    """
    form = _FORMS[sealed]
    lines = lines_of(data, file, first=first)
    rows = []
    for number, line in enumerate(lines, start=first):
        match = form.fullmatch(line)
        if match is None:
            raise InvalidFile(file, f"第 {number} 行不合格式：{line[:80]}")
        rows.append(RegisterRow(*match.groups()))
    check_sorted(lines, file, first=first)
    _check_unique_ids(rows, file, first)
    return rows


def _check_unique_ids(rows: list[RegisterRow], file: str, first: int) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows, start=first):
        if row.id in seen:
            raise InvalidFile(file, f"第 {number} 行的代码 {row.id} 在名录中不止一次")
        seen.add(row.id)
