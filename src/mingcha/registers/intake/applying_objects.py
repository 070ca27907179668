"""Doing what a confirmed import of objects says, in a handful of statements."""

from __future__ import annotations

from typing import Any

from django.db import connection

from mingcha.foundation import clock
from mingcha.registers.intake.tagging import ensure_tags
from mingcha.registers.models import ImportBatch, RiskScheme
from mingcha.registers.models.tag import TagKind

_MANY = 1000
"""From so many rows on the planner is told of them at once."""

_LOCK = """
SELECT count(*) FROM (
    SELECT o.id FROM registers_inspectionobject o
    JOIN registers_importrow r ON r.key = o.code AND r.batch_id = %s
        AND r.outcome IN ('new', 'changed', 'gone')
    ORDER BY o.id FOR UPDATE OF o
) AS held
"""
_FIELDS = """jsonb_to_record(r.after) AS a(key text, name text, kind text, status text, region text,
    address text, industry text, established_on date, risk_level text, exclusion text, tags jsonb)"""

_OBJECTS = f"""
INSERT INTO registers_inspectionobject (created_at, updated_at, code, key, name, kind, status,
    region_id, address, industry, established_on, risk_level)
SELECT %(now)s, %(now)s, r.key, a.key, a.name, a.kind, a.status, a.region, coalesce(a.address, ''),
    coalesce(a.industry, ''), a.established_on, coalesce(a.risk_level, '')
FROM registers_importrow r, {_FIELDS}
WHERE r.batch_id = %(batch)s AND r.outcome = 'new' AND a.key IS NOT NULL
ORDER BY r.row
"""  # noqa: S608 - the text put in is our own
_CHANGES = f"""
UPDATE registers_inspectionobject o SET updated_at = %(now)s,
    name = coalesce(a.name, o.name), kind = coalesce(a.kind, o.kind),
    status = coalesce(a.status, o.status), region_id = coalesce(a.region, o.region_id),
    address = coalesce(a.address, o.address), industry = coalesce(a.industry, o.industry),
    established_on = coalesce(a.established_on, o.established_on),
    risk_level = coalesce(a.risk_level, o.risk_level)
FROM registers_importrow r, {_FIELDS}
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND r.key = o.code
    AND a.key IS NULL AND r.after - 'exclusion' - 'tags' <> '{{}}'
"""  # noqa: S608 - the text put in is our own
_ENTRIES = f"""
INSERT INTO registers_registerentry (created_at, updated_at, department_id, object_id, is_active,
    exclusion, left_on, left_reason)
SELECT %(now)s, %(now)s, %(department)s, o.id, true, coalesce(a.exclusion, ''), NULL, ''
FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key, {_FIELDS}
WHERE r.batch_id = %(batch)s AND r.outcome = 'new'
ORDER BY r.row
ON CONFLICT (department_id, object_id) DO UPDATE SET is_active = true, left_on = NULL,
    left_reason = '', updated_at = EXCLUDED.updated_at
"""  # noqa: S608 - the text put in is our own
_EXCLUSIONS = """
UPDATE registers_registerentry e SET updated_at = %(now)s, exclusion = r.after ->> 'exclusion'
FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND r.after ? 'exclusion'
    AND e.department_id = %(department)s AND e.object_id = o.id
"""
_CLASSES = """
INSERT INTO registers_riskclass (object_id, scheme_id, level, as_of)
SELECT o.id, %(scheme)s, r.after ->> 'risk_level', %(today)s
FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND r.after ? 'risk_level'
ON CONFLICT (object_id, scheme_id, as_of) DO UPDATE SET level = EXCLUDED.level
"""
_TAG_WORDS = """
SELECT DISTINCT word FROM registers_importrow r, jsonb_array_elements_text(r.after -> 'tags') word
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND r.after ? 'tags'
"""
_TAGS = """
INSERT INTO registers_inspectionobject_tags (inspectionobject_id, tag_id)
SELECT o.id, tag.id
FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key,
    jsonb_array_elements_text(r.after -> 'tags') word JOIN registers_tag tag ON tag.name = word
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND r.after ? 'tags'
    AND tag.kind = 'object'
ON CONFLICT DO NOTHING
"""
_GONE = """
UPDATE registers_registerentry e SET updated_at = %(now)s, is_active = false,
    left_on = %(today)s, left_reason = '导入的名录中没有'
FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
WHERE r.batch_id = %(batch)s AND r.outcome = 'gone'
    AND e.department_id = %(department)s AND e.object_id = o.id
"""
_TIDY = (
    "SELECT gin_clean_pending_list('object_by_words')",
    "ANALYZE registers_inspectionobject",
    "ANALYZE registers_registerentry",
)


def lock_objects(batch: ImportBatch) -> None:
    """Keep every known object of the import from others until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [batch.pk])


def apply_objects(batch: ImportBatch) -> None:
    """Write new and changed objects, and take the gone ones out where that was confirmed."""
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "department": batch.department_id,
        "scheme": RiskScheme.generic().pk,
        "now": clock.now(),
        "today": clock.today(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAG_WORDS, parameters)
        ensure_tags(TagKind.OBJECT, [word for (word,) in cursor.fetchall()])
        for statement in (_OBJECTS, _CHANGES, _ENTRIES, _EXCLUSIONS, _CLASSES, _TAGS):
            cursor.execute(statement, parameters)
        if batch.removes_gone:
            cursor.execute(_GONE, parameters)
        if batch.counts["new"] + batch.counts["changed"] > _MANY:
            for statement in _TIDY:
                cursor.execute(statement)
