"""Undoing a written import of objects as a whole (R-016).

Every row of an import knows what it changed and what stood there before. A value that somebody has
changed since stays as it is: what people have corrected is not overwritten by an undo.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from mingcha.foundation import clock
from mingcha.registers.intake.applying_objects import GONE_REASON
from mingcha.registers.models import ImportBatch, RiskScheme

_LEFT = "导入已撤销"
_FACTS = {
    "name": "text",
    "kind": "text",
    "status": "text",
    "region": "text",
    "address": "text",
    "industry": "text",
    "business_scope": "text",
    "owner_name": "text",
    "owner_code": "text",
    "specification": "text",
    "approval_no": "text",
    "established_on": "date",
    "risk_level": "text",
}
_COLUMNS = {name: "region_id" if name == "region" else name for name in _FACTS}

_ROWS = """registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
    AND r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')"""
_RESTORED = ", ".join(
    f"{column} = CASE WHEN r.before ? '{name}' AND coalesce(o.{column}::text, '') = r.after ->> '{name}'"
    f" THEN coalesce(r.before ->> '{name}', {'NULL' if kind == 'date' else repr('')})::{kind}"
    f" ELSE o.{column} END"
    for name, column, kind in ((name, _COLUMNS[name], kind) for name, kind in _FACTS.items())
)
_KEPT = f"""
SELECT count(DISTINCT r.id) FROM {_ROWS}
CROSS JOIN jsonb_each_text(r.before) AS was
CROSS JOIN jsonb_each_text(to_jsonb(o) || jsonb_build_object('region', o.region_id,
    'exclusion', (SELECT exclusion FROM registers_registerentry
        WHERE department_id = %(department)s AND object_id = o.id))) AS now
WHERE now.key = was.key AND coalesce(now.value, '') <> coalesce(r.after ->> was.key, '')
"""  # noqa: S608 - the text put in is our own
_CLASSES_GONE = """
DELETE FROM registers_riskclass c USING registers_importrow r, registers_inspectionobject o
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND o.code = r.key
    AND r.after ? 'risk_level' AND o.risk_level = r.after ->> 'risk_level'
    AND c.object_id = o.id AND c.scheme_id = %(scheme)s AND c.as_of = %(written)s
    AND c.level = r.after ->> 'risk_level' AND coalesce(r.before ->> 'risk_level', '') = ''
    AND (NOT r.after ? 'key' OR NOT EXISTS (SELECT FROM registers_registerentry e
        WHERE e.object_id = o.id AND e.department_id <> %(department)s))
"""
_CLASSES_BACK = """
INSERT INTO registers_riskclass (object_id, scheme_id, level, as_of)
SELECT o.id, %(scheme)s, r.before ->> 'risk_level', %(today)s
FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
    AND coalesce(r.before ->> 'risk_level', '') <> '' AND o.risk_level = r.after ->> 'risk_level'
ON CONFLICT (object_id, scheme_id, as_of) DO UPDATE SET level = EXCLUDED.level
"""
_FACTS_BACK = f"""
UPDATE registers_inspectionobject o SET updated_at = %(now)s, {_RESTORED}
FROM registers_importrow r
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND o.code = r.key
    AND r.before - 'exclusion' <> '{{}}'
"""  # noqa: S608 - the text put in is our own
_CLASSES_OF_THE_NEW = """
UPDATE registers_inspectionobject o SET risk_level = '', updated_at = %(now)s
FROM registers_importrow r
WHERE r.batch_id = %(batch)s AND r.outcome = 'new' AND o.code = r.key AND r.after ? 'key'
    AND r.after ? 'risk_level' AND o.risk_level = r.after ->> 'risk_level'
    AND NOT EXISTS (SELECT FROM registers_registerentry e
        WHERE e.object_id = o.id AND e.department_id <> %(department)s)
"""
_EXCLUSIONS_BACK = """
UPDATE registers_registerentry e SET updated_at = %(now)s, exclusion = r.before ->> 'exclusion'
FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
WHERE r.batch_id = %(batch)s AND r.outcome = 'changed' AND r.before ? 'exclusion'
    AND e.department_id = %(department)s AND e.object_id = o.id
    AND e.exclusion = r.after ->> 'exclusion'
"""
_TAGS_OFF = """
DELETE FROM registers_inspectionobject_tags t
USING registers_importrow r, registers_inspectionobject o, registers_tag tag
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND o.code = r.key
    AND r.after -> 'tags' ? tag.name AND tag.kind = 'object'
    AND t.inspectionobject_id = o.id AND t.tag_id = tag.id
"""
_ENTERED_OUT = """
UPDATE registers_registerentry e SET updated_at = %(now)s, is_active = false,
    left_on = %(today)s, left_reason = %(left)s
FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
WHERE r.batch_id = %(batch)s AND r.outcome = 'new' AND e.is_active
    AND e.department_id = %(department)s AND e.object_id = o.id
"""
_GONE_BACK = """
UPDATE registers_registerentry e SET updated_at = %(now)s, is_active = true,
    left_on = NULL, left_reason = ''
FROM registers_importobjects left_out CROSS JOIN unnest(left_out.ids) AS missing(id)
WHERE left_out.batch_id = %(batch)s AND left_out.outcome = 'gone' AND NOT e.is_active
    AND e.left_on = %(written)s AND e.left_reason = %(was_gone)s
    AND e.department_id = %(department)s AND e.object_id = missing.id
"""
_HANDED_ON = """
UPDATE registers_importrow later SET before = later.before || handed.on_values
FROM (
    SELECT next.id, jsonb_object_agg(next.field, next.value) AS on_values
    FROM (
        SELECT DISTINCT ON (mine.key, was.key) row.id, was.key AS field, was.value,
            coalesce(row.before ->> was.key, '') AS had,
            coalesce(mine.after ->> was.key, '') AS wrote
        FROM registers_importrow mine
        JOIN registers_importrow row ON row.key = mine.key AND row.outcome IN ('new', 'changed')
        JOIN registers_importbatch load ON load.id = row.batch_id AND load.state = 'applied'
            AND load.kind IN ('objects', 'non_entities') AND load.applied_at > %(applied)s
        CROSS JOIN jsonb_each(mine.before) AS was
        WHERE mine.batch_id = %(batch)s AND mine.outcome IN ('new', 'changed')
            AND row.before ? was.key
            AND (was.key <> 'exclusion' OR load.department_id = %(department)s)
        ORDER BY mine.key, was.key, load.applied_at, load.id
    ) AS next
    WHERE next.had = next.wrote GROUP BY next.id
) AS handed
WHERE later.id = handed.id
"""
# Whoever undoes the next load afterwards gets what stood before this one, not what this one wrote.


def undo_objects(batch: ImportBatch) -> int:
    """Put the register back to where it stood; return how many rows kept a later value."""
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "department": batch.department_id,
        "scheme": RiskScheme.generic().pk,
        "now": clock.now(),
        "today": clock.today(),
        "written": clock.day_of(batch.written_at),
        "applied": batch.written_at,
        "left": _LEFT,
        "was_gone": GONE_REASON,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, parameters)
        kept: int = cursor.fetchone()[0]
        for statement in (
            _HANDED_ON,
            _TAGS_OFF,
            _CLASSES_GONE,
            _CLASSES_BACK,
            _FACTS_BACK,
            _CLASSES_OF_THE_NEW,
        ):
            cursor.execute(statement, parameters)
        for statement in (_EXCLUSIONS_BACK, _ENTERED_OUT):
            cursor.execute(statement, parameters)
        if batch.removes_gone:
            cursor.execute(_GONE_BACK, parameters)
    return kept
