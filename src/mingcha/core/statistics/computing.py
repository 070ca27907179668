"""Filling a form in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mingcha.core.statistics.fact import Fact
from mingcha.core.statistics.form import Cell, Form, FormRow, RowTemplate, Texts
from mingcha.core.statistics.other_platforms import OtherPlatformFigures
from mingcha.core.statistics.period import Period
from mingcha.core.statistics.scope import Scope
from mingcha.core.statistics.triple import Triple, tally


def compute(
    form: Form,
    facts: Iterable[Fact],
    other: Iterable[OtherPlatformFigures],
    scope: Scope,
    period: Period,
    *,
    texts: Texts | None = None,
) -> list[FormRow]:
    """Return the form's rows for the reported month.

    Args:
        form: Which form.
        facts: Facts of the year, of any scope.
        other: What was entered by hand, of any scope and month.
        scope: The region or department that reports.
        period: The month reported; a cumulative row counts from 1 January to its end.
        texts: What a person wrote, by row code.

    Raises:
        ValueError: The form is of a region and the scope of a department, or the reverse.
    """
    if form.is_of_region is not bool(scope.region):
        raise ValueError(f"form {form.name} is filled in for the other kind of scope")
    mine = list(scope.of(facts))
    entered = list(scope.of(other))
    written = texts or {}
    return [
        FormRow(row, _cells(row, mine, entered, period), written.get(row.code, ""))
        for row in form.rows
    ]


def _cells(
    row: RowTemplate,
    facts: Sequence[Fact],
    other: Sequence[OtherPlatformFigures],
    reported: Period,
) -> tuple[Cell, ...]:
    period = row.mode.period(reported)
    entered: tuple[OtherPlatformFigures, ...] = ()
    triple = Triple()
    if row.entered is not None:
        entered = tuple(figures for figures in other if figures.month in period)
        triple = sum(map(row.entered, entered), start=Triple())
    return tuple(
        Cell(column.title, tally(facts, period, column.wanted), entered, triple)
        for column in row.columns
    )
