"""Findings: what is wrong or worth knowing, in which cell, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from mingcha.core.intake.cells import address


class Severity(StrEnum):
    """What a finding does to its row: an error rejects it, the others leave it accepted."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a check looks for.

    ``code`` is stable and names kind, subject and fault; ``message`` is a Chinese format string;
    ``remedy`` says what to do.
    """

    code: str
    severity: Severity
    message: str
    remedy: str


class Place(NamedTuple):
    """Where something stands in the sheet: row from 1, column from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that applied at one cell."""

    rule: Rule
    sheet: str
    place: Place
    message: str

    @property
    def address(self) -> str:
        """The cell's address, such as ``检查对象名录!B7``."""
        return address(self.sheet, self.place.row, self.place.column)


@dataclass(slots=True)
class Report:
    """The findings of one table, in the order in which they were made."""

    sheet: str
    findings: list[Finding] = field(default_factory=list)
    errors: int = 0

    def add(self, rule: Rule, place: Place, **details: object) -> None:
        """Note that ``rule`` applied at ``place``; ``details`` fill the rule's message."""
        message = rule.message.format(**details)
        self.findings.append(Finding(rule, self.sheet, place, message))
        self.errors += rule.severity is Severity.ERROR
