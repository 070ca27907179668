"""Reading an import's file: the same checks as ``mingcha registers check``, and the platform's own.

The platform knows more than a file: its regions, its departments, its words for a state. What it
cannot place becomes a finding at the cell like any other, and so stands in the annotated workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mingcha.core.intake.findings import Report
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.kinds import KINDS
from mingcha.core.intake.line import Line
from mingcha.orgs.models import Department
from mingcha.registers.intake.findings import check_inspector, check_item, check_object
from mingcha.registers.intake.neighbours import Neighbours
from mingcha.registers.intake.places import Places
from mingcha.spreadsheets.annotation import annotate
from mingcha.spreadsheets.archive import open_archive
from mingcha.spreadsheets.encoding import detect_encoding
from mingcha.spreadsheets.formats import FileFormat, recognise
from mingcha.spreadsheets.registers import Examined, Watch, examine_register

MOST_BYTES = 100 << 20
"""The largest file that is taken; a register of a million rows is smaller as a workbook."""

_CHECKS: dict[str, Callable[[Any, Line, Report, Places, Neighbours], None]] = {
    "objects": check_object,
    "inspectors": check_inspector,
    "items": check_item,
}


@dataclass(slots=True)
class Columns:
    """The columns that the file turned out to have."""

    present: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Read:
    """A file taken in, the columns that it has, and the platform's regions."""

    examined: Examined[Any]
    columns: set[str]
    places: Places


def require_spreadsheet(content: bytes) -> None:
    """Raise UnreadableFile unless the content is one of the formats that are read."""
    stream = BytesIO(content)
    found = recognise(stream)
    if found is FileFormat.XLSX:
        open_archive(stream).close()
    elif found is FileFormat.TEXT:
        detect_encoding(stream)


def read_file(kind: str, content: bytes, department: Department, watch: Watch) -> Read:
    """Read a file. Raises UnreadableFile and NoHeader."""
    columns, places = Columns(), Places(department)
    with _on_disk(content) as path:
        own = _own_kind(KINDS[kind], places, Neighbours(department), columns)
        return Read(examine_register(path, own, watch), columns.present, places)


def annotated(kind: str, content: bytes, department: Department) -> bytes:
    """Return the file as a workbook in which every finding stands at its cell."""
    with _on_disk(content) as path:
        own = _own_kind(KINDS[kind], Places(department), Neighbours(department), Columns())
        target = path.with_name("annotated.xlsx")
        annotate(examine_register(path, own), own, target)
        return target.read_bytes()


def _own_kind(
    kind: RegisterKind[Any], places: Places, neighbours: Neighbours, columns: Columns
) -> RegisterKind[Any]:
    check = _CHECKS[kind.name]

    def read(line: Line, report: Report) -> Any:
        columns.present.update(line.header.positions)
        record = kind.read(line, report)
        if record is not None:
            check(record, line, report, places, neighbours)
        return record

    return replace(kind, read=read)


@contextmanager
def _on_disk(content: bytes) -> Iterator[Path]:
    with TemporaryDirectory(prefix="mingcha-import-") as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        yield path
