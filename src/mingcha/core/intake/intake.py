"""Taking a table in: every row below the header is accepted, rejected, repeated or skipped."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from mingcha.core.intake.checks import cell_errors, row_width, sheet_columns, skipped_rows
from mingcha.core.intake.checks.repeats import Repeats
from mingcha.core.intake.findings import Report
from mingcha.core.intake.header import SEARCHED_ROWS, Header, find_header
from mingcha.core.intake.line import Line
from mingcha.core.intake.noise import SkipReason, is_example, noise, repeats_header

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mingcha.core.intake.findings import Finding
    from mingcha.core.intake.kind import RegisterKind
    from mingcha.core.intake.records import AnyRecord
    from mingcha.core.intake.table import Table

R = TypeVar("R", bound="AnyRecord")


class RejectedRow(NamedTuple):
    """A row with an error; ``values`` are the texts of its known columns by key."""

    row: int
    values: Mapping[str, str]


class RepeatedRow(NamedTuple):
    """A row whose identity an accepted row, ``first``, has already."""

    row: int
    first: int


class SkippedRow(NamedTuple):
    """A row that is no entry."""

    row: int
    reason: SkipReason


class Counts(NamedTuple):
    """``rows`` = ``accepted`` + ``rejected`` + ``repeated``; skipped rows are no entries."""

    rows: int
    accepted: int
    rejected: int
    repeated: int
    skipped: int


@dataclass(slots=True)
class Intake(Generic[R]):
    """What became of a table.

    ``accepted_rows`` are the numbers of the accepted rows in their order, ``records`` what they say,
    unless somebody else keeps that. ``header_row`` is the last row of the header,
    ``width`` the number of cells of the widest row.
    """

    kind: str
    sheet: str
    header_row: int
    width: int
    findings: list[Finding]
    accepted_rows: array[int] = field(default_factory=lambda: array("L"))
    records: list[R] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    repeated: list[RepeatedRow] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        """How many rows ended in which way."""
        accepted, rejected, repeated = (
            len(self.accepted_rows),
            len(self.rejected),
            len(self.repeated),
        )
        rows = accepted + rejected + repeated
        return Counts(rows, accepted, rejected, repeated, len(self.skipped))


def take_in(
    table: Table, kind: RegisterKind[R], keep: Callable[[R], object] | None = None
) -> Intake[R]:
    """Read ``table`` as a register of ``kind``; ``keep`` is given each accepted record at once.

    Without ``keep`` the records are kept in the result. Every row below the header that is not blank ends in exactly one of the lists of the result.
    Raises ``NoHeader`` where the table has no header that fits ``kind``.
    """
    rows = iter(table.rows)
    head = list(islice(rows, SEARCHED_ROWS))
    header = find_header(head, kind.vocabulary)
    desk = _Desk(table, kind, header, keep)
    for row in chain(head, rows):
        if row.number > header.rows[-1]:
            desk.take(Line(row, header))
    return desk.intake


class _Desk(Generic[R]):
    """Takes one row after the other and puts each into its list."""

    def __init__(
        self,
        table: Table,
        kind: RegisterKind[R],
        header: Header,
        keep: Callable[[R], object] | None,
    ) -> None:
        self._kind = kind
        self._report = Report(table.sheet)
        self._repeats = Repeats(kind.identity, kind.repeat_rules, kind.key)
        self._across_rows = kind.across_rows()
        self.intake = Intake[R](
            *(kind.name, table.sheet, header.rows[-1], len(header.headings)), self._report.findings
        )
        self._keep = keep or self.intake.records.append
        sheet_columns.check(header, kind.vocabulary, self._report)
        sheet_columns.check_other_sheets(table.other_sheets, header, self._report)

    def take(self, line: Line) -> None:
        if not any(line.texts):
            return
        self.intake.width = max(self.intake.width, len(line.cells))
        reason = self._skip_reason(line)
        if reason is not None:
            skipped_rows.note(line, reason, self._report)
            self.intake.skipped.append(SkippedRow(line.number, reason))
            return
        record = self._read(line)
        if record is None:
            values = {key: line.text(key) for key in line.header.positions}
            self.intake.rejected.append(RejectedRow(line.number, values))
            return
        first = self._repeats.first_of(record, line, self._report)
        if first is not None:
            self.intake.repeated.append(RepeatedRow(line.number, first))
            return
        self.intake.accepted_rows.append(line.number)
        self._keep(record)
        for check in self._across_rows:
            check.see(record, line, self._report)

    def _skip_reason(self, line: Line) -> SkipReason | None:
        essentials = self._kind.essentials
        if is_example(line, essentials):
            return SkipReason.EXAMPLE
        if self._kind.is_certain(line):
            return None
        if repeats_header(line):
            return SkipReason.HEADER
        at_top = not (self.intake.accepted_rows or self.intake.rejected)
        return noise(line, essentials, at_top=at_top)

    def _read(self, line: Line) -> R | None:
        errors = self._report.errors
        row_width.check(line, self._report)
        cell_errors.check(line, self._report)
        record = self._kind.read(line, self._report)
        return record if self._report.errors == errors else None
