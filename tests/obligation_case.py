"""Obligations as a county's office sets them, for tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from mingcha.core.planning.recurrence import monthly

if TYPE_CHECKING:
    from county import County

    from mingcha.accounts.models import User
    from mingcha.plans.models import Obligation, Occurrence

PDF = b"%PDF-1.4 a report with its seal\n%%EOF\n"
WHOLE_2026 = {"first_year": 2026, "last_year": 2026, "since": date(2026, 1, 1)}


def set_obligation(by: User, **terms: Any) -> Obligation:
    """Set one; a monthly form by the 20th of all departments unless ``terms`` say otherwise."""
    from mingcha.plans.actions.obligations import Terms, add_obligation

    usual = {"title": "月报表", "rule": monthly(20), "answered_by": ["members"]} | WHOLE_2026
    scheme = terms.pop("scheme", None)
    return add_obligation(by=by, terms=Terms(**(usual | terms)), scheme=scheme)


def due(county: County, obligation: Obligation, month: int, department: str = "fire") -> Occurrence:
    """Return a department's occurrence of a month."""
    of = getattr(county, department)
    return obligation.occurrences.get(department=of, due_on__month=month)
