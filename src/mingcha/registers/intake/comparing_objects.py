"""What a file of objects would do to a department's register, found by the database.

A blank cell never overwrites what is known; only a blank reason of exclusion, where the file has
that column, ends the exclusion. A region that merely contains the known one is no change. Rows that
change nothing, and what the file lacks, are kept as numbers alone: the monthly load of a province is
made of them.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from mingcha.core.identifiers.object_key import object_key
from mingcha.core.intake.inspectors import split_expertise
from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import ObjectRecord
from mingcha.registers.intake import words
from mingcha.registers.intake.comparing import one_value, refused_keys, write_bad_rows
from mingcha.registers.intake.merged_codes import settle_incoming
from mingcha.registers.intake.named_objects import keep_unchanged
from mingcha.registers.intake.reading import Reading
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.inspection_object import NON_ENTITY_KINDS
from mingcha.registers.models.risk_class import GENERIC_LEVELS

_TABLE = """
CREATE TEMPORARY TABLE incoming_object (
    row integer, code text, key text, name text, kind text, new_kind text, status text,
    region text, address text, industry text, scope text, owner_name text, owner_code text,
    specification text, approval_no text, established date, risk text, exclusion text,
    tags text[]
) ON COMMIT DROP
"""
_ROWS = """
INSERT INTO registers_importrow (batch_id, row, outcome, key, name, before, after, message)
SELECT %(batch)s, i.row,
    CASE WHEN e.is_active IS TRUE THEN 'changed' ELSE 'new' END,
    i.code, i.name,
    CASE WHEN o.id IS NULL OR f.after = '{}' THEN '{}' ELSE (
        SELECT coalesce(jsonb_object_agg(known.key, known.value), '{}')
        FROM jsonb_each(jsonb_build_object(
            'name', o.name, 'kind', o.kind, 'status', o.status, 'region', o.region_id,
            'address', o.address, 'industry', o.industry, 'business_scope', o.business_scope,
            'owner_name', o.owner_name, 'owner_code', o.owner_code,
            'specification', o.specification, 'approval_no', o.approval_no,
            'established_on', o.established_on,
            'risk_level', o.risk_level, 'exclusion', coalesce(e.exclusion, ''))) AS known
        WHERE f.after ? known.key) END,
    CASE WHEN o.id IS NULL THEN f.after || jsonb_build_object('key', i.key) ELSE f.after END, ''
FROM incoming_object i
LEFT JOIN registers_inspectionobject o ON o.code = i.code
LEFT JOIN registers_registerentry e ON e.object_id = o.id AND e.department_id = %(department)s
LEFT JOIN orgs_region given ON given.code = i.region
LEFT JOIN orgs_region known ON known.code = o.region_id
CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(jsonb_build_object(
    'name', CASE WHEN o.name IS DISTINCT FROM i.name THEN i.name END,
    'kind', CASE WHEN o.id IS NULL THEN i.new_kind WHEN o.kind <> i.kind THEN i.kind END,
    'status', CASE WHEN o.id IS NULL THEN coalesce(i.status, 'existing')
                   WHEN o.status <> i.status THEN i.status END,
    'region', CASE WHEN o.id IS NULL THEN coalesce(i.region, %(region)s)
                   WHEN NOT starts_with(known.prefix, given.prefix) THEN i.region END,
    'address', CASE WHEN coalesce(o.address, '') <> i.address THEN i.address END,
    'industry', CASE WHEN coalesce(o.industry, '') <> i.industry THEN i.industry END,
    'business_scope', CASE WHEN coalesce(o.business_scope, '') <> i.scope THEN i.scope END,
    'owner_name', CASE WHEN coalesce(o.owner_name, '') <> i.owner_name THEN i.owner_name END,
    'owner_code', CASE WHEN coalesce(o.owner_code, '') <> i.owner_code THEN i.owner_code END,
    'specification', CASE WHEN coalesce(o.specification, '') <> i.specification
                          THEN i.specification END,
    'approval_no', CASE WHEN coalesce(o.approval_no, '') <> i.approval_no THEN i.approval_no END,
    'established_on', CASE WHEN i.established IS NOT NULL
                           AND o.established_on IS DISTINCT FROM i.established THEN i.established END,
    'risk_level', CASE WHEN coalesce(o.risk_level, '') <> i.risk THEN i.risk END,
    'exclusion', CASE WHEN coalesce(e.exclusion, '') <> i.exclusion THEN i.exclusion END,
    'tags', CASE WHEN i.tags <> '{}' THEN (
        SELECT jsonb_agg(word) FROM unnest(i.tags) AS word WHERE NOT EXISTS (
            SELECT FROM registers_inspectionobject_tags has
            JOIN registers_tag tag ON tag.id = has.tag_id AND tag.kind = 'object'
            WHERE has.inspectionobject_id = o.id AND tag.name = word)) END
)) AS after) AS f
WHERE e.is_active IS NOT TRUE OR f.after <> '{}'
ORDER BY i.row
"""
_CLASHES = """
UPDATE registers_importrow r SET outcome = 'refused', before = '{}', message = said.message,
    after = jsonb_build_object('cells', jsonb_build_array(jsonb_build_object(
        'cell', '第' || r.row || '行', 'message', said.message, 'remedy', said.remedy)))
FROM registers_inspectionobject o
CROSS JOIN LATERAL (SELECT o.kind = ANY(%(non_entities)s) AS is_one) AS found
CROSS JOIN LATERAL (SELECT
    CASE WHEN found.is_one THEN '编号“' || o.code || '”已由其他部门用于“' || o.name || '”'
        ELSE '“' || o.code || '”是名录中企业等主体的代码' END AS message,
    CASE WHEN found.is_one THEN '请在编号前加本部门的简称，以免与其他部门的混在一起'
        ELSE '请填写产品、项目、行为自己的编号' END AS remedy) AS said
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND o.code = r.key
    AND (NOT found.is_one OR o.name <> r.name AND NOT EXISTS (
        SELECT FROM registers_registerentry own
        WHERE own.object_id = o.id AND own.department_id = %(department)s))
"""
_NAMED = """
CREATE TEMPORARY TABLE stamped_object ON COMMIT DROP AS
SELECT unnest(ids) AS id FROM registers_importobjects
WHERE batch_id = %(batch)s AND outcome = 'same'
UNION
SELECT o.id FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
WHERE r.batch_id = %(batch)s
"""
_STAMP = """
SELECT count(*) || ':' || coalesce(sum(hashtextextended(concat_ws('|', o.code, o.name, o.kind,
    o.status, o.region_id, o.address, o.industry, o.business_scope, o.owner_name, o.owner_code,
    o.specification, o.approval_no, o.established_on, o.risk_level, e.is_active,
    e.exclusion), 0)::numeric), 0)
FROM stamped_object JOIN registers_inspectionobject o USING (id)
LEFT JOIN registers_registerentry e ON e.object_id = o.id AND e.department_id = %s
"""


def compare_objects(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write what each row of the file would change, and what the file lacks of market entities."""
    return _compared(batch, reading, non_entities=False)


def compare_non_entities(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write the same of products, projects and behaviours; a key that others use is refused."""
    return _compared(batch, reading, non_entities=True)


def _compared(batch: ImportBatch, reading: Reading, *, non_entities: bool) -> Intake[Any]:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS incoming_object")
        cursor.execute(_TABLE)
        with cursor.copy("COPY incoming_object FROM STDIN") as copy:
            intake = reading.take_in(lambda record: copy.write_row(_values(record, reading)))
        cursor.execute("ANALYZE incoming_object")
        settle_incoming()
        parameters: dict[str, Any] = {
            "batch": batch.pk,
            "department": batch.department_id,
            "region": batch.department.region_id,
            "non_entities": [kind.value for kind in NON_ENTITY_KINDS],
            "asks_non_entities": non_entities,
            "refused": refused_keys(intake, "code", "registration_number"),
        }
        cursor.execute(_ROWS, parameters)
        if non_entities:
            cursor.execute(_CLASHES, parameters)
        keep_unchanged(parameters)
        cursor.execute("DROP TABLE incoming_object")
    write_bad_rows(batch, intake, "code")
    return intake


def stamp_objects(batch: ImportBatch) -> str:
    """Return a fingerprint of all that the file names, as the preview was compared with it.

    What is named is set down and counted first: no planner sees how much lies in arrays.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS stamped_object")
        cursor.execute(_NAMED, {"batch": batch.pk})
        cursor.execute("ANALYZE stamped_object")
        stamp = str(one_value(_STAMP, [batch.department_id]))
        cursor.execute("DROP TABLE stamped_object")
    return stamp


def _values(record: ObjectRecord, reading: Reading) -> tuple[object, ...]:
    kind = words.object_kind(record.kind, record.id)
    return (
        record.row,
        record.id,
        object_key(record.id),
        record.name[:200],
        kind,
        kind or words.new_kind(record.kind, record.id),
        words.registration_status(record.status) if record.status else None,
        reading.places.find(record.region).code if record.region else None,
        record.address[:300] if record.address else None,
        *(_cut(record, name, most) for name, most in _LONGEST.items()),
        _day(record.fields.get("established")),
        record.risk_class if record.risk_class in GENERIC_LEVELS else None,
        (record.exclusion or "")[:60] if reading.has_exclusion else None,
        [word[:30] for word in split_expertise(record.fields["tags"])]
        if "tags" in record.fields
        else [],
    )


_LONGEST = {
    "industry": 60,
    "business_scope": 2000,
    "owner_name": 200,
    "owner_code": 18,
    "specification": 200,
    "approval_no": 60,
}


def _cut(record: ObjectRecord, name: str, most: int) -> str | None:
    """Return a field as far as it is kept, None where the row says nothing of it."""
    return record.fields[name][:most] if name in record.fields else None


def _day(text: str | None) -> str | None:
    """Return a date that the intake has written out; text that is none is left aside."""
    is_day = text is not None and len(text) == len("2026-01-01") and text[4] == text[7] == "-"
    return text if is_day else None
