"""Text tables: comma, tab or semicolon between cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from mingcha.core.intake.cells import CellError
from mingcha.core.intake.table import Row
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.limits import MAX_COLUMNS, MAX_RECORD_CHARACTERS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from mingcha.core.intake.cells import CellValue

TITLES = {",": "逗号", "\t": "制表符", ";": "分号"}

_SAMPLE_CHARACTERS = 1 << 18
_SAMPLE_ROWS = 50
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_MARKED = frozenset(("", "=", "'", "#"))
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_APOSTROPHE = re.compile(r"'([0-9A-Za-z]+)")


def sniff_delimiter(stream: BinaryIO, encoding: str) -> str:
    """Return the delimiter by which most of the first rows have the same number of cells."""
    stream.seek(0)
    text = TextIOWrapper(stream, encoding, newline="")
    sample = text.read(_SAMPLE_CHARACTERS)
    text.detach()
    lines = sample.splitlines(keepends=True)
    complete = lines[:-1] if len(sample) == _SAMPLE_CHARACTERS else lines
    return max(TITLES, key=lambda delimiter: _fit(complete, delimiter))


def _fit(lines: list[str], delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        for record in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS):
            widths[len(record)] += len(record) > 1
    except csv.Error:
        return (0, 0)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (rows, width)


def read_rows(stream: BinaryIO, encoding: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows of a text table that are not blank.

    Cells are texts; ``="0012"`` and ``'0012``, which keep spreadsheets from making numbers of
    them, are unwrapped. ``stream`` is closed after the last row. Raises ``UnreadableFile`` at a row that is no proper one.
    """
    stream.seek(0)
    with TextIOWrapper(stream, encoding, newline="") as text:
        yield from _read_text(text, delimiter)


def _read_text(text: TextIO, delimiter: str) -> Iterator[Row]:
    lines = _BoundedLines(text)
    number = 0
    try:
        for number, record in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):
            lines.forget_record()
            _require_sensible(number, len(record))
            if record:
                cells = [text if text[:1] not in _MARKED else _cell(text) for text in record]
                yield Row(number, tuple(cells))
    except UnicodeError:
        raise UnreadableFile("读取时文件内容变了：请等文件写完后再试") from None
    except csv.Error:
        raise UnreadableFile(
            f"第{number + 1}行的引号不成对，或者一格的文字过长：请改正这一行，或者改用 .xlsx 文件"
        ) from None


def _require_sensible(number: int, width: int) -> None:
    if width > MAX_COLUMNS:
        raise UnreadableFile(f"第{number}行有{width}列，不像是名录：请核对文件")
    if number > MAX_ROWS:
        raise UnreadableFile(f"超过{MAX_ROWS}行：请按地区或类别分成几个文件")


def _cell(text: str) -> CellValue:
    """Return what a cell means that is blank or begins with a mark."""
    if not text:
        return None
    if text in _ERRORS:
        return CellError(text)
    wrapped = _TEXT_FORMULA.fullmatch(text) or _APOSTROPHE.fullmatch(text)
    return wrapped[1] if wrapped else text


class _BoundedLines:
    """The lines of a text, as long as no record of them grows beyond measure."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._left = MAX_RECORD_CHARACTERS

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise csv.Error
        if not line:
            raise StopIteration
        return line

    def forget_record(self) -> None:
        """Start counting anew."""
        self._left = MAX_RECORD_CHARACTERS
