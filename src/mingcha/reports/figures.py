"""Computing a form's figures and keeping them as JSON, each with what lies behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from mingcha.core.draw.canonical import Json, jcs
from mingcha.core.statistics.computing import compute
from mingcha.core.statistics.form import Cell, Form, FormRow
from mingcha.core.statistics.forms import form_a, form_b, form_c, form_d
from mingcha.core.statistics.integrity import check
from mingcha.core.statistics.period import Period, PeriodMode
from mingcha.core.statistics.scope import Scope
from mingcha.orgs.models import Region
from mingcha.orgs.parameters import parameter
from mingcha.reports.models import Report
from mingcha.reports.selectors.facts import entered_figures, facts_of


def form_of(letter: str, region: Region) -> Form:
    """Return a form's template; what it covers is a parameter (G-14)."""
    modes = parameter("report.period_modes", region=region)
    makers = {"A": form_a, "C": form_c, "D": form_d}
    if letter not in makers:
        return form_b()
    return makers[letter](PeriodMode(modes[letter]))


def computed_rows(report: Report) -> list[FormRow]:
    """Compute a report's rows from the facts as they are now."""
    form = form_of(report.form, report.region)
    scope = (
        Scope(region=report.region_id)
        if form.is_of_region
        else Scope(department=str(report.department_id))
    )
    prefix = report.region.prefix
    return compute(
        form,
        facts_of(report.year, prefix),
        entered_figures(report.year, prefix),
        scope,
        Period.month(report.year, report.month),
        texts=report.texts,
    )


def findings_of(report: Report, rows: list[FormRow]) -> list[dict[str, str]]:
    """Return what does not fit within the form, as JSON."""
    found = check(form_of(report.form, report.region), rows)
    return [{"row": finding.row, "message": finding.message} for finding in found]


def figures_of(rows: list[FormRow]) -> list[dict[str, Any]]:
    """Return rows as JSON, with the sorted ids of the tasks and visits behind each cell."""
    return [
        {
            "code": row.template.code,
            "block": row.template.block,
            "label": row.template.label,
            "measures": [str(measure) for measure in row.template.measures],
            "is_heading": row.template.is_heading,
            "text": row.text,
            "cells": [_cell(cell) for cell in row.cells],
        }
        for row in rows
    ]


def _cell(cell: Cell) -> dict[str, Any]:
    triple, entered = cell.triple, cell.entered_triple
    return {
        "title": cell.title,
        "draw_count": triple.draw_count,
        "object_count": triple.object_count,
        "problem_object_count": triple.problem_object_count,
        "entered": [entered.draw_count, entered.object_count, entered.problem_object_count],
        "tasks": sorted(int(task) for task in cell.tally.tasks),
        "visits": sorted([int(task), int(object_id)] for task, object_id in cell.tally.visits),
        "problem_visits": sorted(
            [int(task), int(object_id)] for task, object_id in cell.tally.problem_visits
        ),
    }


def digest_of(figures: Json) -> str:
    """Return the SHA-256 of figures in canonical form."""
    return hashlib.sha256(jcs(figures)).hexdigest()


def behind(report: Report, code: str, cell: int, measure: str) -> Mapping[str, Any] | None:
    """Return the cell of a stored report that a figure is of, None where there is none."""
    row = next((row for row in report.figures if row["code"] == code), None)
    if row is None or measure not in row["measures"] or not 0 <= cell < len(row["cells"]):
        return None
    found: Mapping[str, Any] = row["cells"][cell]
    return found
