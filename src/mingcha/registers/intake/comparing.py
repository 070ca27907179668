"""What every comparison with a register writes: refused and repeated rows, counts, findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Count

from mingcha.core.draw.canonical import Json
from mingcha.core.identifiers.text import fold
from mingcha.core.intake.findings import Finding, Severity
from mingcha.core.intake.intake import Intake, RejectedRow
from mingcha.core.intake.summary import RuleSummary, summarise
from mingcha.registers.intake.named_objects import count_unchanged
from mingcha.registers.models import ImportBatch, ImportRow
from mingcha.registers.models.import_batch import RowOutcome

_SHOWN_PLACES = 8
_CHUNK = 2000
_NOT_COUNTED = (RowOutcome.SAME, RowOutcome.GONE)


def write_bad_rows(batch: ImportBatch, intake: Intake[Any], key: str) -> None:
    """Write the refused and repeated rows; ``key`` is the column that names them."""
    errors: dict[int, list[Finding]] = defaultdict(list)
    for finding in intake.findings:
        if finding.rule.severity is Severity.ERROR:
            errors[finding.place.row].append(finding)
    rows = [_refused(batch, each, key, errors[each.row]) for each in intake.rejected]
    rows += [
        ImportRow(
            batch=batch,
            row=each.row,
            outcome=RowOutcome.REPEATED,
            message=f"与第 {each.first} 行重复，只保留第 {each.first} 行",
        )
        for each in intake.repeated
    ]
    ImportRow.objects.bulk_create(rows, batch_size=_CHUNK)


def _refused(
    batch: ImportBatch, row: RejectedRow, key: str, findings: Iterable[Finding]
) -> ImportRow:
    cells = [
        {"cell": each.address.split("!")[-1], "message": each.message, "remedy": each.rule.remedy}
        for each in findings
    ]
    return ImportRow(
        batch=batch,
        row=row.row,
        outcome=RowOutcome.REFUSED,
        key=row.values.get(key, "")[:64],
        name=row.values.get("name", "")[:200],
        after={"cells": cells},
        message="；".join(str(cell["message"]) for cell in cells)[:400],
    )


def refused_keys(intake: Intake[Any], *columns: str) -> list[str]:
    """Return the keys of refused rows: what was refused is not missing from the file."""
    texts = (each.values.get(column, "") for each in intake.rejected for column in columns)
    return sorted({fold(text)[0] for text in texts if text})


def count_rows(batch: ImportBatch, intake: Intake[Any]) -> dict[str, Json]:
    """Return how many rows end in which way; those of the file add up to ``rows``.

    What is left of the rows when all others are counted is the same as in the register.
    """
    found = dict(batch.rows.values_list("outcome").annotate(n=Count("id")).order_by())
    found[RowOutcome.GONE.value] = count_unchanged(batch.pk).get("gone", 0) + found.get("gone", 0)
    counts: dict[str, Json] = {outcome.value: found.get(outcome, 0) for outcome in RowOutcome}
    of_the_file = sum(n for outcome, n in found.items() if outcome not in _NOT_COUNTED)
    counts[RowOutcome.SAME.value] = intake.counts.rows - of_the_file
    return counts | {"rows": intake.counts.rows, "skipped": intake.counts.skipped}


def told(findings: Iterable[Finding]) -> list[dict[str, Json]]:
    """Return the findings by rule, the gravest first, as the page shows them."""
    return [_told(summary) for summary in summarise(findings)]


def _told(summary: RuleSummary) -> dict[str, Json]:
    rule, findings = summary
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "count": len(findings),
        "message": findings[0].message,
        "remedy": rule.remedy,
        "places": [each.address.split("!")[-1] for each in findings[:_SHOWN_PLACES]],
    }


def one_value(sql: str, parameters: list[int] | dict[str, Any]) -> Any:
    """Return the first value of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
