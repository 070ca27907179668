"""Until when an item of the superior has to be claimed (R-004): a day of every year."""

from __future__ import annotations

from datetime import date

from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import yearly_day


def due_day(department: Department, year: int) -> date:
    """Return the day of a year by which the department claims what was in force by then."""
    return yearly_day("claim.due", department, year)


def last_due_day(department: Department) -> date:
    """Return the latest such day that has passed: what was in force on it and is not claimed is late."""
    today = clock.today()
    this_year = due_day(department, today.year)
    return this_year if this_year < today else due_day(department, today.year - 1)


def next_due_day(department: Department) -> date:
    """Return the first such day from today on."""
    today = clock.today()
    this_year = due_day(department, today.year)
    return this_year if this_year >= today else due_day(department, today.year + 1)
