"""Opening any spreadsheet file as the table of one kind of register."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mingcha.core.intake.table import Table
from mingcha.spreadsheets.delimited import read_rows, sniff_delimiter
from mingcha.spreadsheets.encoding import detect_encoding
from mingcha.spreadsheets.formats import FileFormat, recognise
from mingcha.spreadsheets.opening import open_regular
from mingcha.spreadsheets.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mingcha.core.intake.kind import RegisterKind


@dataclass(frozen=True, slots=True)
class Origin:
    """The file a table came from; encoding and delimiter are empty for workbooks."""

    path: Path
    format: FileFormat
    encoding: str = ""
    delimiter: str = ""


class Opened(NamedTuple):
    """A table and where it came from."""

    origin: Origin
    table: Table


@contextmanager
def open_table(path: Path, kind: RegisterKind[Any]) -> Iterator[Opened]:
    """Open the file at ``path``, whose content decides its format, and find the sheet for ``kind``.

    Raises ``UnreadableFile``, also while the rows are walked.
    """
    with open_regular(path) as stream:
        file_format = recognise(stream)
        if file_format is not FileFormat.TEXT:
            with open_workbook(stream, kind) as table:
                yield Opened(Origin(path, file_format), table)
            return
        encoding = detect_encoding(stream)
        delimiter = sniff_delimiter(stream, encoding)
        rows = read_rows(stream, encoding, delimiter)
        yield Opened(Origin(path, file_format, encoding, delimiter), Table("", rows))
