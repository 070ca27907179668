"""``registers/<FRAME>.tsv``: the frozen list of objects of one frame (protocol section 2)."""

from __future__ import annotations

import re
from typing import NamedTuple

from mingcha.core.draw import names
from mingcha.core.draw.tsv import check_sorted, lines_of
from mingcha.core.errors import InvalidFile

ELIGIBLE = "-"
_OPEN_LINE = rf"({names.OBJECT_ID})\t({names.CODE})\t({names.REGION})\t(-|{names.CODE})"
_FORMS = {
    False: re.compile(rf"{_OPEN_LINE}()"),
    True: re.compile(rf"{_OPEN_LINE}\t({names.HEX_16_BYTES})"),
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


def parse_register(data: bytes, file: str, *, sealed: bool) -> list[RegisterRow]:
    """Read a register; in sealed modes each line has a fifth column.

    Raises InvalidFile for a malformed line, wrong order or an id that stands twice.
    """
    form = _FORMS[sealed]
    lines = lines_of(data, file)
    rows = []
    for number, line in enumerate(lines, start=1):
        match = form.fullmatch(line)
        if match is None:
            raise InvalidFile(file, f"第 {number} 行不合格式：{line[:80]}")
        rows.append(RegisterRow._make(match.groups()))
    check_sorted(lines, file)
    _check_unique_ids(rows, file)
    return rows


def _check_unique_ids(rows: list[RegisterRow], file: str) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if row.id in seen:
            raise InvalidFile(file, f"第 {number} 行的代码 {row.id} 在名录中不止一次")
        seen.add(row.id)
