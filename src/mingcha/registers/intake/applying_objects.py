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

GONE_REASON = "导入的名录中没有"
"""Why an entry left that a confirmed import did not have."""

_MEMORY = "SET LOCAL work_mem = '128MB'"

_LOCK = """
SELECT count(*) FROM (
    SELECT o.id FROM registers_inspectionobject o
    WHERE o.id IN (
        SELECT known.id FROM registers_importrow r
        JOIN registers_inspectionobject known ON known.code = r.key
        WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
        UNION ALL
        SELECT unnest(ids) FROM registers_importobjects
        WHERE %(removes)s AND batch_id = %(batch)s AND outcome = 'gone')
    ORDER BY o.id FOR UPDATE
) AS held
"""
_WRITING = """
CREATE TEMPORARY TABLE writing_object ON COMMIT DROP AS
SELECT r.*, coalesce(r.known, nextval(pg_get_serial_sequence('registers_inspectionobject', 'id')))
    AS id
FROM (
    SELECT r.outcome, r.key AS code, o.id AS known,
        r.after - 'exclusion' - 'tags' <> '{}' AS has_facts, a.*
    FROM registers_importrow r
    LEFT JOIN registers_inspectionobject o ON o.code = r.key
    CROSS JOIN jsonb_to_record(r.after) AS a(key text, name text, kind text, status text,
        region text, address text, industry text, business_scope text, owner_name text,
        owner_code text, specification text, approval_no text, established_on date, risk_level text,
        exclusion text, tags jsonb)
    WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
    ORDER BY r.key
) AS r
"""
_OBJECTS = """
INSERT INTO registers_inspectionobject (id, created_at, updated_at, code, key, name, kind, status,
    region_id, address, industry, business_scope, owner_name, owner_code, specification, approval_no,
    established_on, risk_level)
SELECT id, %(now)s, %(now)s, code, key, name, kind, status, region, coalesce(address, ''),
    coalesce(industry, ''), coalesce(business_scope, ''), coalesce(owner_name, ''),
    coalesce(owner_code, ''), coalesce(specification, ''), coalesce(approval_no, ''),
    established_on, coalesce(risk_level, '')
FROM writing_object WHERE known IS NULL
"""
_CHANGES = """
UPDATE registers_inspectionobject o SET updated_at = %(now)s,
    name = coalesce(a.name, o.name), kind = coalesce(a.kind, o.kind),
    status = coalesce(a.status, o.status), region_id = coalesce(a.region, o.region_id),
    address = coalesce(a.address, o.address), industry = coalesce(a.industry, o.industry),
    business_scope = coalesce(a.business_scope, o.business_scope),
    owner_name = coalesce(a.owner_name, o.owner_name),
    owner_code = coalesce(a.owner_code, o.owner_code),
    specification = coalesce(a.specification, o.specification),
    approval_no = coalesce(a.approval_no, o.approval_no),
    established_on = coalesce(a.established_on, o.established_on),
    risk_level = coalesce(a.risk_level, o.risk_level)
FROM writing_object a WHERE a.known = o.id AND a.has_facts
"""
# What nobody knew cannot clash with anything: it goes in without ON CONFLICT, which asks every row.
_NEW_ENTRIES = """
INSERT INTO registers_registerentry (created_at, updated_at, department_id, object_id, is_active,
    exclusion, left_on, left_reason)
SELECT %(now)s, %(now)s, %(department)s, id, true, coalesce(exclusion, ''), NULL, ''
FROM writing_object WHERE outcome = 'new' AND known IS NULL
"""
_ENTRIES = f"""
{_NEW_ENTRIES.replace("known IS NULL", "known IS NOT NULL")}
ON CONFLICT (department_id, object_id) DO UPDATE SET is_active = true, left_on = NULL,
    left_reason = '', updated_at = EXCLUDED.updated_at
"""
_EXCLUSIONS = """
UPDATE registers_registerentry e SET updated_at = %(now)s, exclusion = a.exclusion
FROM writing_object a
WHERE a.exclusion IS NOT NULL AND a.known IS NOT NULL AND e.department_id = %(department)s AND e.object_id = a.id
    AND e.exclusion <> a.exclusion
"""
_NEW_CLASSES = """
INSERT INTO registers_riskclass (object_id, scheme_id, level, as_of)
SELECT id, %(scheme)s, risk_level, %(today)s FROM writing_object
WHERE risk_level IS NOT NULL AND known IS NULL
"""
_CLASSES = f"""
{_NEW_CLASSES.replace("known IS NULL", "known IS NOT NULL")}
ON CONFLICT (object_id, scheme_id, as_of) DO UPDATE SET level = EXCLUDED.level
"""
_TAG_WORDS = """
SELECT DISTINCT word FROM writing_object a, jsonb_array_elements_text(a.tags) word
"""
_TAGS = """
INSERT INTO registers_inspectionobject_tags (inspectionobject_id, tag_id)
SELECT a.id, tag.id
FROM writing_object a, jsonb_array_elements_text(a.tags) word
JOIN registers_tag tag ON tag.name = word AND tag.kind = 'object'
ON CONFLICT DO NOTHING
"""
_GONE = """
UPDATE registers_registerentry e SET updated_at = %(now)s, is_active = false,
    left_on = %(today)s, left_reason = %(was_gone)s
FROM registers_importobjects left_out CROSS JOIN unnest(left_out.ids) AS missing(id)
WHERE left_out.batch_id = %(batch)s AND left_out.outcome = 'gone' AND e.is_active
    AND e.department_id = %(department)s AND e.object_id = missing.id
"""
_TIDY = (
    "SELECT gin_clean_pending_list('object_by_words')",
    "ANALYZE registers_inspectionobject",
    "ANALYZE registers_registerentry",
)


def lock_objects(batch: ImportBatch) -> None:
    """Keep every object that the import would change from others until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, {"batch": batch.pk, "removes": batch.removes_gone})


def apply_objects(batch: ImportBatch) -> None:
    """Write new and changed objects, and take the gone ones out where that was confirmed."""
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "department": batch.department_id,
        "scheme": RiskScheme.generic().pk,
        "now": clock.now(),
        "today": clock.today(),
        "was_gone": GONE_REASON,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MEMORY)
        cursor.execute("DROP TABLE IF EXISTS writing_object")
        cursor.execute(_WRITING, parameters)
        cursor.execute("ANALYZE writing_object")
        cursor.execute(_TAG_WORDS)
        ensure_tags(TagKind.OBJECT, [word for (word,) in cursor.fetchall()], batch.department)
        for statement in (_OBJECTS, _NEW_ENTRIES, _NEW_CLASSES):
            cursor.execute(statement, parameters)
        for statement in (_CHANGES, _ENTRIES, _EXCLUSIONS, _CLASSES, _TAGS):
            cursor.execute(statement, parameters)
        if batch.removes_gone:
            cursor.execute(_GONE, parameters)
        if batch.counts["new"] + batch.counts["changed"] > _MANY:
            for statement in _TIDY:
                cursor.execute(statement)
