"""An inspector's enforcement certificate: number, last day, and that nobody shares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mingcha.core.intake.dates import UnreadableDate, read_date
from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from datetime import date

    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line
    from mingcha.core.intake.records import InspectorRecord

NUMBER_MISSING = Rule(
    "inspectors.certificate.missing",
    Severity.WARNING,
    "没有执法证号，不能被抽取",
    "请填写执法证号；没有执法资格的人员只能协助，不计入两人",
)
VALID_TO_MISSING = Rule(
    "inspectors.certificate.valid_to_missing",
    Severity.WARNING,
    "没有执法证有效期，不能被抽取",
    "请填写有效期的最后一天，例如 2027-12-31；长期有效的填“长期”",
)
VALID_TO_UNREADABLE = Rule(
    "inspectors.certificate.valid_to_unreadable",
    Severity.ERROR,
    "执法证有效期“{shown}”无法识别",
    "请写成 2027-12-31 的形式；长期有效的填“长期”",
)
SHARED = Rule(
    "inspectors.certificate.shared",
    Severity.WARNING,
    "执法证号与第{first}行相同，工号却不同",
    "同一人只能列一行，否则有两次机会；确是两人的，请改正执法证号",
)
RULES = (NUMBER_MISSING, VALID_TO_MISSING, VALID_TO_UNREADABLE, SHARED)


class Certificate(NamedTuple):
    """A certificate's number and last day."""

    number: str
    valid_to: date | None


def read_certificates(line: Line, report: Report) -> tuple[Certificate | None, Certificate | None]:
    """Return the certificate of the province and the one of the line (系统执法证), if there are.

    Warns where the columns are there and blank; a day that cannot be read is an error.
    """
    own, line_own = line.text("certificate_no"), line.text("line_certificate_no")
    if not own and not line_own and line.has("certificate_no"):
        report.add(NUMBER_MISSING, line.place("certificate_no"))
    own_day = _valid_to("cert_valid_to", line, report, is_asked=not line_own or bool(own))
    line_day = _valid_to("line_cert_valid_to", line, report, is_asked=bool(line_own))
    return (
        Certificate(own, own_day) if own else None,
        Certificate(line_own, line_day) if line_own else None,
    )


def _valid_to(key: str, line: Line, report: Report, *, is_asked: bool) -> date | None:
    try:
        day = read_date(line.value(key))
    except UnreadableDate:
        report.add(VALID_TO_UNREADABLE, line.place(key), shown=line.text(key))
        return None
    if day is None and is_asked and line.has(key):
        report.add(VALID_TO_MISSING, line.place(key))
    return day


class SharedCertificate:
    """Remembers certificate numbers."""

    def __init__(self) -> None:
        """Start with no rows seen."""
        self._seen: dict[str, InspectorRecord] = {}

    def see(self, record: InspectorRecord, line: Line, report: Report) -> None:
        """Warn where an earlier row has the same certificate; staff numbers differ by then."""
        if record.certificate_no is None:
            return
        first = self._seen.setdefault(record.certificate_no, record)
        if first is not record:
            key = "certificate_no" if line.text("certificate_no") else "line_certificate_no"
            report.add(SHARED, line.place(key), first=first.row)
