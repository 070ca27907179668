"""The on-time rate of a year as a workbook (B.13)."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.plans.selectors.occurrences import punctuality
from mingcha.web import wording
from mingcha.web.exports.answers import sheet_response
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person
from mingcha.web.plans.tabs import year_asked

_HEADINGS = (
    ("区划", 16),
    ("责任单位", 24),
    ("应完成", 10),
    ("按时完成", 10),
    ("逾期完成", 10),
    ("逾期未完成", 12),
    ("尚未到期", 10),
    ("按时率", 10),
)


@permitted(P.TARGET_VIEW)
@require_GET
def punctuality_export(request: HttpRequest) -> FileResponse:
    """Hand the on-time rate by office and department out as a workbook."""
    user, year = person(request), year_asked(request)
    lines = [
        (
            row.region,
            row.department,
            row.due,
            row.in_time,
            row.late,
            row.missing,
            row.waiting,
            wording.share(row.rate_bp),
        )
        for row in punctuality(user, year)
    ]
    return sheet_response(Sheet(f"{year}年按时完成情况", _HEADINGS, lines))
