"""Rows below the header that are no entries: totals, notes, hints, examples, repeated headers."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING

from mingcha.core.intake.columns import plain_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mingcha.core.intake.line import Line

_TOTAL = re.compile(r"(合|总|小|共|累)\s*计\s*([:：（(].*)?", re.DOTALL)
_NOTE = re.compile(
    r"[（(【]?((注意?|备注|说明|填表说明|填报说明|温馨提示|附注)\s*[\d一二三]?\s*[:：、.]"
    r"|(制表|填表|填报|审核|经办|复核|统计)(人|单位|日期|时间)?\s*[:：])"
)
_HINT = re.compile(
    r"YYYY|年月日|必填|选填|请填|填写|单选|多选|多个以|无则|格式|例如|如[:：]|不能为空|从下拉|下拉选择",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"[（(【\[]?(填写)?(示例|样例|案例|范例|举例)(数据|行)?[】）)\]]?[:：]?|.*请(自行)?删除.*",
    re.DOTALL,
)
_FEWEST_HEADING_CELLS = 3


class SkipReason(StrEnum):
    """What a skipped row is."""

    EXAMPLE = "example"
    HEADER = "header"
    TOTAL = "total"
    NOTE = "note"
    HINT = "hint"
    HEADING = "heading"


def is_example(line: Line, essentials: Sequence[str]) -> bool:
    """Tell whether an essential cell says that the row is an example (案例（请删除）)."""
    for key in essentials:
        text = line.text(key)
        if ("例" in text or "删除" in text) and _EXAMPLE.fullmatch(text):
            return True
    return False


def repeats_header(line: Line) -> bool:
    """Tell whether the row is the header once more, as at the top of every printed page."""
    headings = line.header.headings
    equal_cells = 0
    for cell, text, heading in zip_longest(line.cells, line.texts, headings, fillvalue=""):
        if not text:
            continue
        if not isinstance(cell, str) or plain_heading(cell) != heading:
            return False
        equal_cells += 1
    return equal_cells > 1


def noise(line: Line, essentials: Sequence[str], *, at_top: bool) -> SkipReason | None:
    """Return why a row without the essentials of an entry is none, ``None`` for a bad entry.

    ``at_top``: no entry has been read yet, so that the row may hold hints on how to fill it in.
    """
    texts = [text for text in line.texts if text]
    if _TOTAL.fullmatch(_first_that_is_no_number(texts)):
        return SkipReason.TOTAL
    if at_top and _is_hint(line, essentials, texts):
        return SkipReason.HINT
    if len(set(texts)) == 1 and _stands_alone(line, essentials, texts):
        return SkipReason.NOTE if len(texts) == 1 or _NOTE.match(texts[0]) else SkipReason.HEADING
    return None


def _first_that_is_no_number(texts: Sequence[str]) -> str:
    return next((text for text in texts if not text.isdigit()), "")


def _stands_alone(line: Line, essentials: Sequence[str], texts: Sequence[str]) -> bool:
    if _NOTE.match(texts[0]):
        return True
    if len(texts) == 1:
        return not any(line.text(key) for key in essentials)
    return len(texts) >= max(_FEWEST_HEADING_CELLS, len(line.header.headings))


def _is_hint(line: Line, essentials: Sequence[str], texts: Sequence[str]) -> bool:
    cells = (line.text(key) for key in essentials)
    return all(not cell or _HINT.search(cell) for cell in cells) and any(
        _HINT.search(text) for text in texts
    )
