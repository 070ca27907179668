"""A file of sub-registers' members with their licences: compared, stamped, written (R-025).

A blank cell never overwrites what is known; nobody leaves a sub-register by a file.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import MemberRecord
from mingcha.foundation import clock
from mingcha.registers.intake.comparing import one_value
from mingcha.registers.intake.reading import Reading
from mingcha.registers.intake.staging import KEPT, REFUSAL, Staging
from mingcha.registers.models import ImportBatch

_COLUMNS = """row integer, cell text, code text, name text, register bigint, register_name text,
    kind text, number text, issuer text, valid_from date, valid_to date, scope text"""
_COMPARE = f"""
INSERT INTO registers_importrow (batch_id, row, outcome, key, name, before, after, message)
SELECT %(batch)s, i.row,
    CASE WHEN e.id IS NULL THEN 'refused' WHEN m.id IS NULL OR is_new THEN 'new' ELSE 'changed' END,
    i.code, left(coalesce(o.name, i.name), 200),
    CASE WHEN e.id IS NULL OR l.id IS NULL THEN '{{}}' ELSE jsonb_build_object(
        'kind', l.kind, 'number', l.number, 'issuer', l.issuer, 'valid_from', l.valid_from,
        'valid_to', l.valid_to, 'scope', l.scope,
        'special_register', CASE WHEN m.id IS NOT NULL THEN i.register_name END) END,
    CASE WHEN e.id IS NULL
        THEN {REFUSAL.format(message="%(not_kept)s::text", remedy="%(not_kept_remedy)s::text")}
        ELSE jsonb_build_object('register', i.register, 'special_register', i.register_name)
            || jsonb_strip_nulls(jsonb_build_object('kind', nullif(i.kind, ''),
                'number', nullif(i.number, ''))) || f.facts END,
    CASE WHEN e.id IS NULL THEN %(not_kept)s ELSE '' END
FROM incoming i {KEPT}
LEFT JOIN registers_specialmember m
    ON m.register_id = i.register AND m.object_id = o.id AND m.left_at IS NULL
LEFT JOIN registers_licence l
    ON l.object_id = o.id AND l.kind = i.kind AND l.number = i.number
CROSS JOIN LATERAL (SELECT i.kind <> '' AND l.id IS NULL AS is_new,
    jsonb_strip_nulls(jsonb_build_object(
        'issuer', nullif(nullif(i.issuer, ''), l.issuer),
        'valid_from', nullif(i.valid_from, l.valid_from),
        'valid_to', nullif(i.valid_to, l.valid_to),
        'scope', nullif(nullif(i.scope, ''), l.scope))) AS facts) AS f
WHERE e.id IS NULL OR m.id IS NULL OR is_new OR i.kind <> '' AND f.facts <> '{{}}'
ORDER BY i.row
"""  # noqa: S608 - put together from constants
_STAMP = """
SELECT count(*) || ':' || coalesce(sum(hashtextextended(
    concat_ws('|', o.code, e.is_active, m.register_id, l.id, l.updated_at), 0)::numeric), 0)
FROM (SELECT DISTINCT key FROM registers_importrow WHERE batch_id = %s) AS r
JOIN registers_inspectionobject o ON o.code = r.key
LEFT JOIN registers_registerentry e ON e.object_id = o.id AND e.department_id = %s
LEFT JOIN registers_specialmember m ON m.object_id = o.id AND m.left_at IS NULL
LEFT JOIN registers_licence l ON l.object_id = o.id
"""
_WRITING = """
FROM registers_importrow r
JOIN registers_inspectionobject o ON o.code = r.key
CROSS JOIN jsonb_to_record(r.after) AS a(register bigint, kind text, number text, issuer text,
    valid_from date, valid_to date, scope text)
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
"""
_MEMBERS = f"""
INSERT INTO registers_specialmember (register_id, object_id, joined_at, joined_by, left_by,
    left_reason)
SELECT DISTINCT a.register, o.id, %(now)s::timestamptz, %(by)s, '', '' {_WRITING}
ON CONFLICT DO NOTHING
"""
_LICENCES = f"""
INSERT INTO registers_licence AS l (object_id, kind, number, issuer, valid_from, valid_to, scope,
    entered_by, created_at, updated_at)
SELECT DISTINCT ON (o.id, a.kind, a.number) o.id, a.kind, a.number, coalesce(a.issuer, ''),
    a.valid_from, a.valid_to, coalesce(a.scope, ''), %(by)s, %(now)s::timestamptz,
    %(now)s::timestamptz {_WRITING} AND a.kind IS NOT NULL
ON CONFLICT (object_id, kind, number) DO UPDATE SET
    issuer = coalesce(nullif(EXCLUDED.issuer, ''), l.issuer),
    valid_from = coalesce(EXCLUDED.valid_from, l.valid_from),
    valid_to = coalesce(EXCLUDED.valid_to, l.valid_to),
    scope = coalesce(nullif(EXCLUDED.scope, ''), l.scope), updated_at = EXCLUDED.updated_at
"""
_LEFT = "导入已撤销"
_LEAVING = """
UPDATE registers_specialmember m SET left_at = %(now)s, left_by = %(by)s, left_reason = %(left)s
FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed') AND m.object_id = o.id
    AND m.register_id = (r.after ->> 'register')::bigint
    AND m.joined_at = %(written)s AND m.left_at IS NULL
"""
_LICENCE_ROWS = """(SELECT DISTINCT ON (l.id) l.id, r.before, a.*
FROM registers_importrow r
JOIN registers_inspectionobject o ON o.code = r.key
CROSS JOIN jsonb_to_record(r.after) AS a(kind text, number text, issuer text, valid_from date,
    valid_to date, scope text)
JOIN registers_licence l ON l.object_id = o.id AND l.kind = a.kind AND l.number = a.number
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
ORDER BY l.id, r.id) AS said"""
_KEPT = f"""
SELECT count(*) FROM registers_licence l JOIN {_LICENCE_ROWS} ON said.id = l.id
WHERE l.created_at = %(written)s AND l.updated_at <> %(written)s
    OR l.created_at <> %(written)s AND (l.issuer <> coalesce(said.issuer, l.issuer)
        OR l.valid_from IS DISTINCT FROM coalesce(said.valid_from, l.valid_from)
        OR l.valid_to IS DISTINCT FROM coalesce(said.valid_to, l.valid_to)
        OR l.scope <> coalesce(said.scope, l.scope))
"""  # noqa: S608 - put together from constants
_LICENCES_OUT = f"""
DELETE FROM registers_licence l USING {_LICENCE_ROWS}
WHERE said.id = l.id AND l.created_at = %(written)s AND l.updated_at = %(written)s
"""  # noqa: S608 - put together from constants
_LICENCES_BACK = f"""
UPDATE registers_licence l SET updated_at = %(now)s,
    issuer = CASE WHEN l.issuer = said.issuer THEN said.before ->> 'issuer' ELSE l.issuer END,
    valid_from = CASE WHEN l.valid_from = said.valid_from
        THEN (said.before ->> 'valid_from')::date ELSE l.valid_from END,
    valid_to = CASE WHEN l.valid_to = said.valid_to
        THEN (said.before ->> 'valid_to')::date ELSE l.valid_to END,
    scope = CASE WHEN l.scope = said.scope THEN said.before ->> 'scope' ELSE l.scope END
FROM {_LICENCE_ROWS} WHERE said.id = l.id AND l.created_at <> %(written)s
"""  # noqa: S608 - put together from constants


def _values(record: MemberRecord, reading: Reading) -> tuple[object, ...]:
    register = reading.neighbours.special_registers[record.register]
    return (
        *(record.row, record.cell, record.id, record.name, register, record.register),
        *(record.licence, record.licence_no, record.issuer),
        *(record.valid_from, record.valid_to, record.scope),
    )


_STAGING = Staging(_COLUMNS, _COMPARE, _values)


def compare_members(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write who would join, which licences are new or changed, and whom the department lacks."""
    return _STAGING.run(batch, reading)


def stamp_members(batch: ImportBatch) -> str:
    """Return a fingerprint of memberships and licences of the objects in the file."""
    return str(one_value(_STAMP, [batch.pk, batch.department_id]))


def apply_members(batch: ImportBatch) -> None:
    """Let the objects join, and write their licences."""
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "now": batch.written_at,
        "by": batch.confirmed_by,
    }
    with connection.cursor() as cursor:
        for statement in (_MEMBERS, _LICENCES):
            cursor.execute(statement, parameters)


def undo_members(batch: ImportBatch) -> int:
    """Let who joined leave again, and put licences back; return how many were changed since.

    A licence that the file brought goes; who joined stays on record with the reason for leaving.
    """
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "written": batch.written_at,
        "now": clock.now(),
        "by": batch.undone_by,
        "left": _LEFT,
    }
    kept = int(one_value(_KEPT, parameters))
    with connection.cursor() as cursor:
        for statement in (_LEAVING, _LICENCES_OUT, _LICENCES_BACK):
            cursor.execute(statement, parameters)
    return kept
