"""Reading an import's file: the same checks as ``mingcha registers check``, and the platform's own.

The platform knows more than a file: its regions, its departments, its words for a state. What it
cannot place becomes a finding at the cell like any other, and so stands in the annotated workbook.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from mingcha.core.errors import Refusal
from mingcha.core.intake.findings import Report
from mingcha.core.intake.header import NoHeader
from mingcha.core.intake.intake import Intake
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.kinds import KINDS
from mingcha.core.intake.line import Line
from mingcha.orgs.models import Department
from mingcha.registers.intake.findings import check_inspector, check_item, check_object
from mingcha.registers.intake.headings import ReadColumn, columns_of, guessed_columns
from mingcha.registers.intake.helper_findings import check_body, check_expert
from mingcha.registers.intake.joint_findings import check_joint
from mingcha.registers.intake.mark_findings import check_class, check_flag, check_member
from mingcha.registers.intake.merged_codes import about_survivor
from mingcha.registers.intake.neighbours import Neighbours
from mingcha.registers.intake.places import Places
from mingcha.registers.models import ColumnName
from mingcha.registers.selectors.merges import survivor_codes
from mingcha.spreadsheets.annotation import annotate
from mingcha.spreadsheets.archive import open_archive
from mingcha.spreadsheets.encoding import detect_encoding
from mingcha.spreadsheets.formats import FileFormat, recognise
from mingcha.spreadsheets.registers import Watch, examine_register

MOST_BYTES = 300 << 20
"""The largest file that is taken; a register of a million rows is smaller as a workbook."""

_CHECKS: dict[str, Callable[[Any, Line, Report, Places, Neighbours], None]] = {
    "objects": check_object,
    "non_entities": check_object,
    "inspectors": check_inspector,
    "items": check_item,
    "joint_items": check_joint,
    "members": check_member,
    "flags": check_flag,
    "classes": check_class,
    "experts": check_expert,
    "bodies": check_body,
}


class NoRows(Refusal):
    """A table with a header and nothing below it: it says nothing of what a register lacks."""

    def __init__(self) -> None:
        """Say what the file is."""
        super().__init__(
            "表里只有表头，没有数据行。请核对是不是选错了文件、工作表，或者导出时没有数据"
        )


class Reading:
    """A file to be taken in: ``columns`` are those that it turns out to have.

    Headings that the department has explained before are read as it said (``ColumnName``): two
    sources may mean different things by the same heading.
    """

    def __init__(
        self,
        kind: str,
        path: Path,
        department: Department,
        source: str,
        watch: Watch = lambda rows: rows,
    ) -> None:
        """Prepare to read the file at ``path`` of a source for a department; ``watch`` sees the rows pass."""
        self.columns: list[ReadColumn] = []
        self.places = Places(department)
        self._path = path
        self._watch = watch
        self.neighbours = neighbours = Neighbours(department)
        known = KINDS[kind]
        vocabulary = known.vocabulary.learning(explained_headings(department, kind, source))
        self._kind = replace(known, vocabulary=vocabulary, read=self._reader(known, neighbours))

    @cached_property
    def has_exclusion(self) -> bool:
        """Whether the file has a column of reasons of exclusion; known once a row is read."""
        return any(column["key"] == "exclusion" for column in self.columns)

    def take_in(self, keep: Callable[[Any], object] | None = None) -> Intake[Any]:
        """Read the file; ``keep`` is given each accepted record at once.

        Raises UnreadableFile, NoHeader and NoRows.
        """
        try:
            intake = examine_register(self._path, self._kind, self._watch, keep).intake
        except NoHeader:
            self.columns = guessed_columns(self._path, self._kind)
            raise
        if not intake.counts.rows:
            raise NoRows
        return intake

    def annotated(self) -> bytes:
        """Return the file as a workbook in which every finding stands at its cell."""
        target = self._path.with_name("annotated.xlsx")
        annotate(
            examine_register(self._path, self._kind, self._watch, keep=_forget), self._kind, target
        )
        return target.read_bytes()

    def _reader(self, kind: RegisterKind[Any], neighbours: Neighbours) -> Any:
        check, survivors = _CHECKS[kind.name], survivor_codes()

        def read(line: Line, report: Report) -> Any:
            if not self.columns:
                self.columns = columns_of(line.header, line)
            record = kind.read(line, report)
            if record is not None:
                record = about_survivor(record, line, report, survivors)
                check(record, line, report, self.places, neighbours)
            return record

        return read


def explained_headings(department: Department, kind: str, source: str) -> dict[str, str]:
    """Return what a source's headings stand for, as far as somebody has said so."""
    names = ColumnName.objects.filter(department=department, kind=kind, source=source)
    return dict(names.values_list("heading", "column"))


def _forget(_: object) -> None:
    """Annotating asks for findings, not for records."""


def require_spreadsheet(stream: BinaryIO) -> None:
    """Raise UnreadableFile unless the content is one of the formats that are read."""
    found = recognise(stream)
    if found is FileFormat.XLSX:
        open_archive(stream)
    elif found is FileFormat.TEXT:
        detect_encoding(stream)
