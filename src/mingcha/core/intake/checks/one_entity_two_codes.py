"""One enterprise under two codes: it would have two chances in the draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line
    from mingcha.core.intake.records import ObjectRecord

TWO_CODES = Rule(
    "objects.entity.two_codes",
    Severity.WARNING,
    "与第{first}行名称、地址都相同，代码却不同（{code}，第{first}行是{first_code}）",
    "同一企业换发代码后只保留现行代码一行；确是两家企业的，不必处理",
)
RULES = (TWO_CODES,)


class OneEntityTwoCodes:
    """Remembers names with addresses."""

    def __init__(self) -> None:
        """Start with no rows seen."""
        self._seen: dict[int, tuple[int, str]] = {}

    def see(self, record: ObjectRecord, line: Line, report: Report) -> None:
        """Warn where an earlier row has the same name and address; ids differ by then."""
        if record.address is None:
            return
        own = (record.row, record.id)
        first = self._seen.setdefault(hash((record.name, record.address)), own)
        if first is not own:
            place = line.place("code" if line.has("code") else "registration_number")
            row, first_code = first
            report.add(TWO_CODES, place, first=row, code=record.id, first_code=first_code)
