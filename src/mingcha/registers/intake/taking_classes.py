"""A monthly load of risk classes: compared, stamped, written in one set (R-054).

A row of history is written where the class is another than before; whoever asks for the class of a
day gets the newest one up to it, so a load does not alter what an earlier day says.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import ClassRecord
from mingcha.foundation import clock
from mingcha.registers.intake.comparing import one_value
from mingcha.registers.intake.reading import Reading
from mingcha.registers.intake.staging import KEPT, REFUSAL, Staging
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.risk_class import GENERIC

_COLUMNS = """row integer, cell text, code text, name text, scheme text, scheme_name text,
    level text, as_of date"""
_COMPARE = f"""
INSERT INTO registers_importrow (batch_id, row, outcome, key, name, before, after, message)
SELECT %(batch)s, i.row,
    CASE WHEN e.id IS NULL THEN 'refused' WHEN known.level IS NULL THEN 'new' ELSE 'changed' END,
    i.code, left(coalesce(o.name, i.name), 200),
    CASE WHEN e.id IS NULL OR known.level IS NULL THEN '{{}}'
        ELSE jsonb_build_object('level', known.level, 'as_of', known.as_of,
            'scheme_name', i.scheme_name) END,
    CASE WHEN e.id IS NULL
        THEN {REFUSAL.format(message="%(not_kept)s::text", remedy="%(not_kept_remedy)s::text")}
        ELSE jsonb_build_object('scheme', i.scheme, 'scheme_name', i.scheme_name,
            'level', i.level, 'as_of', i.as_of) END,
    CASE WHEN e.id IS NULL THEN %(not_kept)s ELSE '' END
FROM incoming i {KEPT}
LEFT JOIN LATERAL (SELECT c.level, c.as_of FROM registers_riskclass c
    WHERE c.object_id = o.id AND c.scheme_id = i.scheme AND c.as_of <= i.as_of
    ORDER BY c.as_of DESC LIMIT 1) AS known ON true
WHERE e.id IS NULL OR known.level IS DISTINCT FROM i.level
ORDER BY i.row
"""  # noqa: S608 - put together from constants
_STAMP = """
SELECT count(*) || ':' || coalesce(sum(hashtextextended(
    concat_ws('|', o.code, e.is_active, c.scheme_id, c.level, c.as_of), 0)::numeric), 0)
FROM (SELECT DISTINCT key FROM registers_importrow WHERE batch_id = %s) AS r
JOIN registers_inspectionobject o ON o.code = r.key
LEFT JOIN registers_registerentry e ON e.object_id = o.id AND e.department_id = %s
LEFT JOIN registers_riskclass c ON c.object_id = o.id
"""
_APPLY = """
INSERT INTO registers_riskclass (object_id, scheme_id, level, as_of, given_by, given_at, reason)
SELECT o.id, a.scheme, a.level, a.as_of, %(by)s, %(now)s, %(reason)s
FROM registers_importrow r
JOIN registers_inspectionobject o ON o.code = r.key
CROSS JOIN jsonb_to_record(r.after) AS a(scheme text, level text, as_of date)
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
ON CONFLICT (object_id, scheme_id, as_of) DO UPDATE SET level = EXCLUDED.level,
    given_by = EXCLUDED.given_by, given_at = EXCLUDED.given_at, reason = EXCLUDED.reason
"""
_CURRENT = """
UPDATE registers_inspectionobject o SET risk_level = newest.level, updated_at = %(now)s
FROM (
    SELECT DISTINCT ON (c.object_id) c.object_id, c.level
    FROM registers_importrow r
    JOIN registers_inspectionobject changed ON changed.code = r.key
    JOIN registers_riskclass c ON c.object_id = changed.id AND c.scheme_id = %(generic)s
    WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
        AND r.after ->> 'scheme' = %(generic)s AND c.as_of <= %(today)s
    ORDER BY c.object_id, c.as_of DESC
) AS newest
WHERE newest.object_id = o.id AND o.risk_level <> newest.level
"""
_WRITTEN = """registers_importrow r
JOIN registers_inspectionobject o ON o.code = r.key
CROSS JOIN jsonb_to_record(r.after) AS a(scheme text, level text, as_of date)"""
_UNTOUCHED = """r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
    AND c.object_id = o.id AND c.scheme_id = a.scheme AND c.as_of = a.as_of
    AND c.given_at = %(written)s"""
_KEPT = f"""
SELECT count(*) FROM {_WRITTEN}
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
    AND NOT EXISTS (SELECT FROM registers_riskclass c WHERE {_UNTOUCHED})
"""  # noqa: S608 - put together from constants
_SAME_DAY_BACK = f"""
UPDATE registers_riskclass c SET level = r.before ->> 'level', given_by = %(by)s,
    given_at = %(now)s, reason = %(reason)s
FROM {_WRITTEN} WHERE {_UNTOUCHED} AND r.before ->> 'as_of' = a.as_of::text
"""  # noqa: S608 - put together from constants
_TAKEN_OUT = f"DELETE FROM registers_riskclass c USING {_WRITTEN} WHERE {_UNTOUCHED}"  # noqa: S608 - from constants
_AS_IT_IS_NOW = """
UPDATE registers_inspectionobject o SET risk_level = coalesce((SELECT c.level
    FROM registers_riskclass c WHERE c.object_id = o.id AND c.scheme_id = %(generic)s
        AND c.as_of <= %(today)s ORDER BY c.as_of DESC LIMIT 1), ''), updated_at = %(now)s
FROM (SELECT DISTINCT key FROM registers_importrow WHERE batch_id = %(batch)s
    AND outcome IN ('new', 'changed') AND after ->> 'scheme' = %(generic)s) AS r
WHERE o.code = r.key
"""


def _values(record: ClassRecord, reading: Reading) -> tuple[object, ...]:
    scheme = reading.neighbours.risk_scheme(record.scheme)
    code, name = (scheme.code, scheme.name) if scheme else ("", "")
    as_of = record.as_of or clock.today()
    return record.row, record.cell, record.id, record.name, code, name, record.level, as_of


_STAGING = Staging(_COLUMNS, _COMPARE, _values)


def compare_classes(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write which classes are new and which change."""
    return _STAGING.run(batch, reading)


def stamp_classes(batch: ImportBatch) -> str:
    """Return a fingerprint of the classes of the objects in the file."""
    return str(one_value(_STAMP, [batch.pk, batch.department_id]))


def apply_classes(batch: ImportBatch) -> None:
    """Write history, and what objects of the generic scheme are now."""
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "now": batch.written_at,
        "today": clock.today(),
        "by": batch.confirmed_by,
        "generic": GENERIC,
        "reason": f"导入：{batch.file_name}"[:200],
    }
    with connection.cursor() as cursor:
        for statement in (_APPLY, _CURRENT):
            cursor.execute(statement, parameters)


def undo_classes(batch: ImportBatch) -> int:
    """Take the load's classes out of history; return how many somebody has given anew since.

    The class before counts again from its own day on, as if the load had never been.
    """
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "written": batch.written_at,
        "now": clock.now(),
        "today": clock.today(),
        "by": batch.undone_by,
        "generic": GENERIC,
        "reason": f"撤销导入：{batch.file_name}"[:200],
    }
    kept = int(one_value(_KEPT, parameters))
    with connection.cursor() as cursor:
        for statement in (_SAME_DAY_BACK, _TAKEN_OUT, _AS_IT_IS_NOW):
            cursor.execute(statement, parameters)
    return kept
