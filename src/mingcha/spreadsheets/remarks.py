"""What an annotated workbook says of every row."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from mingcha.core.intake.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mingcha.core.intake.findings import Finding
    from mingcha.core.intake.intake import Intake

ACCEPTED, REJECTED, REPEATED, SKIPPED = "接受", "退回", "重复", "略过"

OUTCOME_HEADING = "处理结果"
REMARK_HEADING = "问题说明"

COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.INFO: "DDEBF7"}

LONGEST_TEXT = 32_767
"""The most characters that a cell of a workbook holds."""

MOST_COMMENTS = 5000
"""So many cells get a comment; the remarks at the end of the rows are complete."""

REMARK_WIDTH = 60

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_GRAVITY = tuple(COLOURS)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Remarks:
    """Outcome and findings by row; rows count from 1, columns from 0."""

    def __init__(self, intake: Intake[Any]) -> None:
        self.findings: Mapping[int, Sequence[Finding]] = _by_row(intake.findings)
        self._outcomes = _outcomes(intake)
        self._header_row = intake.header_row

    def rows(self) -> Iterable[int]:
        """Return the header's row and those that ended in some way."""
        return (self._header_row, *self._outcomes)

    def outcome(self, row: int) -> str:
        """Return what became of the row; empty for blank rows and those above the header."""
        return OUTCOME_HEADING if row == self._header_row else self._outcomes.get(row, "")

    def remark(self, row: int) -> str:
        """Return what is to be said of the row, and what to do."""
        if row == self._header_row:
            return REMARK_HEADING
        said = (f"{each.message}。{each.rule.remedy}" for each in self.findings.get(row, ()))
        return writable("；".join(said))

    def severities(self, row: int) -> dict[int, Severity]:
        """Return the gravest severity found in each cell of the row, by column."""
        gravest: dict[int, Severity] = {}
        for finding in self.findings.get(row, ()):
            column, severity = finding.place.column, finding.rule.severity
            gravest[column] = min(gravest.get(column, severity), severity, key=_GRAVITY.index)
        return gravest

    def comments(self, row: int) -> dict[int, str]:
        """Return what is to be said of the cells of the row, by column; information left out."""
        said: dict[int, list[str]] = defaultdict(list)
        for finding in self.findings.get(row, ()):
            if finding.rule.severity is not Severity.INFO:
                said[finding.place.column].append(f"{finding.message}。{finding.rule.remedy}")
        return {column: writable("\n".join(texts)) for column, texts in said.items()}


def writable(text: str) -> str:
    """Return ``text`` as a cell can hold it: no control characters, no more than it holds."""
    return _UNWRITABLE.sub("", text)[:LONGEST_TEXT]


def could_be_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take ``text``, typed anew, for a formula."""
    return text.startswith(_FORMULA_STARTS)


def _by_row(findings: Sequence[Finding]) -> Mapping[int, Sequence[Finding]]:
    by_row: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_row[finding.place.row].append(finding)
    return by_row


def _outcomes(intake: Intake[Any]) -> dict[int, str]:
    return (
        dict.fromkeys(intake.accepted_rows, ACCEPTED)
        | dict.fromkeys((each.row for each in intake.rejected), REJECTED)
        | dict.fromkeys((each.row for each in intake.repeated), REPEATED)
        | dict.fromkeys((each.row for each in intake.skipped), SKIPPED)
    )
