"""Whether the figures of a form agree with each other (dossier B.15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mingcha.core.statistics.form import Form, FormRow, Rule
from mingcha.core.statistics.triple import Measure


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that do not agree: the ``row`` at fault, and the ``message`` in Chinese."""

    row: str
    measure: Measure
    message: str


def check(form: Form, rows: Iterable[FormRow]) -> list[Finding]:
    """Return all findings, none where the figures agree.

    In every cell no more objects may have a problem than were inspected; the form's rules hold
    for each of the three numbers.
    """
    by_code = {row.template.code: row for row in rows}
    findings = [finding for row in by_code.values() for finding in _of_row(row)]
    for rule in form.rules:
        findings += _of_rule(rule, by_code)
    return findings


def _of_row(row: FormRow) -> Iterator[Finding]:
    for cell in row.cells:
        problems, objects = cell.triple.problem_object_count, cell.triple.object_count
        if problems > objects:
            name = f"“{row.template.short}{cell.title}”"
            message = f"{name}的发现问题户数（{problems}）不应大于户数（{objects}）"
            yield Finding(row.template.code, Measure.PROBLEM_OBJECT_COUNT, message)


def _of_rule(rule: Rule, rows: Mapping[str, FormRow]) -> Iterator[Finding]:
    row = rows[rule.row]
    others = [rows[code] for code in rule.others]
    names = "与".join(f"“{other.template.short}”" for other in others)
    for measure in Measure:
        value, bound = row.value(measure), sum(other.value(measure) for other in others)
        holds = value == bound if rule.is_equal else value <= bound
        if not holds:
            demand = f"应等于{names}之和" if rule.is_equal else f"不应大于{names}"
            message = f"“{row.template.short}”的{measure.term}（{value}）{demand}（{bound}）"
            yield Finding(rule.row, measure, message)
