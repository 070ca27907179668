"""The sheet 问题汇总 of an annotated workbook: counts, and findings by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mingcha.core.intake.summary import TITLES, summarise
from mingcha.spreadsheets.remarks import writable

if TYPE_CHECKING:
    from mingcha.core.intake.intake import Intake
    from mingcha.core.intake.summary import RuleSummary

TITLE = "问题汇总"
WIDTHS = (8, 36, 8, 60, 60, 40)

_HEADINGS = ("级别", "问题代码", "处数", "问题（第一处）", "怎么办", "位置")
_SHOWN_PLACES = 10

SummaryRow = tuple[str | int, ...]


def summary_rows(intake: Intake[Any]) -> list[SummaryRow]:
    """Return the sheet's rows: the counts, a blank row, headings, one row for each rule."""
    counts = intake.counts
    said = (
        f"共 {counts.rows} 行 = 接受 {counts.accepted} + 退回 {counts.rejected}"
        f" + 重复 {counts.repeated}；另略过 {counts.skipped} 行"
    )
    return [(said,), (), _HEADINGS, *map(_row, summarise(intake.findings))]


def free_title(taken: str) -> str:
    """Return the sheet's title, another one where a sheet is called so already."""
    return TITLE if taken != TITLE else f"{TITLE}（本次）"


def _row(summary: RuleSummary) -> SummaryRow:
    rule, findings = summary
    places = "、".join(each.address for each in findings[:_SHOWN_PLACES])
    return (
        TITLES[rule.severity],
        rule.code,
        len(findings),
        writable(findings[0].message),
        rule.remedy,
        f"{places} 等" if len(findings) > _SHOWN_PLACES else places,
    )
