"""A file of lists and marks: compared, stamped, written (R-051, R-099).

A last day ends a mark that stands; nothing ends because a file does not name it.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import FlagRecord
from mingcha.foundation import clock
from mingcha.registers.intake.comparing import one_value
from mingcha.registers.intake.reading import Reading
from mingcha.registers.intake.staging import KEPT, REFUSAL, Staging
from mingcha.registers.intake.words import flag_kind
from mingcha.registers.models import ImportBatch

_COLUMNS = """row integer, cell text, code text, name text, kind text, since date, until date,
    source text, note text"""
_COMPARE = f"""
INSERT INTO registers_importrow (batch_id, row, outcome, key, name, before, after, message)
SELECT %(batch)s, i.row,
    CASE WHEN t.message <> '' THEN 'refused' WHEN f.id IS NULL THEN 'new' ELSE 'changed' END,
    i.code, left(coalesce(o.name, i.name), 200),
    CASE WHEN t.message <> '' OR f.id IS NULL THEN '{{}}' ELSE jsonb_strip_nulls(
        jsonb_build_object('kind', f.kind, 'since', f.since, 'until', f.until, 'source', f.source,
            'note', f.note)) END,
    CASE WHEN t.message <> '' THEN {REFUSAL.format(message="t.message", remedy="t.remedy")}
        ELSE jsonb_build_object('kind', i.kind, 'since', i.since) || c.facts END,
    t.message
FROM (SELECT *, count(*) FILTER (WHERE until IS NULL) OVER (PARTITION BY code, kind) AS open
    FROM incoming) AS i {KEPT}
LEFT JOIN registers_objectflag f
    ON f.object_id = o.id AND f.kind = i.kind AND f.since = i.since
LEFT JOIN registers_objectflag standing
    ON standing.object_id = o.id AND standing.kind = i.kind AND standing.until IS NULL
    AND standing.since <> i.since AND (i.until IS NULL OR i.until >= standing.since)
CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(jsonb_build_object(
    'until', nullif(i.until, f.until), 'source', nullif(i.source, f.source),
    'note', nullif(nullif(i.note, ''), f.note))) AS facts) AS c
CROSS JOIN LATERAL (SELECT * FROM (VALUES
    (e.id IS NULL, %(not_kept)s::text, %(not_kept_remedy)s::text),
    (standing.id IS NOT NULL, '自 ' || standing.since || ' 起已有这个标记，还没有结束',
        '请先结束原来的标记，或者核对开始日期'),
    (i.until IS NULL AND i.open > 1, '同一户的同一标记有两行都没有结束日期',
        '请只留一行，或者补上先前一次的结束日期'),
    (true, '', '')) AS told(holds, message, remedy) WHERE holds LIMIT 1) AS t
WHERE t.message <> '' OR f.id IS NULL OR c.facts <> '{{}}'
ORDER BY i.row
"""  # noqa: S608 - put together from constants
_STAMP = """
SELECT count(*) || ':' || coalesce(sum(hashtextextended(
    concat_ws('|', o.code, e.is_active, f.id, f.updated_at), 0)::numeric), 0)
FROM (SELECT DISTINCT key FROM registers_importrow WHERE batch_id = %s) AS r
JOIN registers_inspectionobject o ON o.code = r.key
LEFT JOIN registers_registerentry e ON e.object_id = o.id AND e.department_id = %s
LEFT JOIN registers_objectflag f ON f.object_id = o.id
"""
_APPLY = """
INSERT INTO registers_objectflag AS f (object_id, kind, since, until, source, note, entered_by,
    end_reason, created_at, updated_at)
SELECT o.id, a.kind, a.since, a.until, coalesce(a.source, r.before ->> 'source'),
    coalesce(a.note, ''), %(by)s, CASE WHEN a.until IS NULL THEN '' ELSE %(reason)s END,
    %(now)s::timestamptz, %(now)s::timestamptz
FROM registers_importrow r
JOIN registers_inspectionobject o ON o.code = r.key
CROSS JOIN jsonb_to_record(r.after) AS a(kind text, since date, until date, source text, note text)
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
ON CONFLICT (object_id, kind, since) DO UPDATE SET
    until = coalesce(EXCLUDED.until, f.until), source = EXCLUDED.source,
    note = coalesce(nullif(EXCLUDED.note, ''), f.note),
    end_reason = coalesce(nullif(EXCLUDED.end_reason, ''), f.end_reason),
    updated_at = EXCLUDED.updated_at
"""
_ENDED_BY_FILE = "导入的名单写明了结束日期"
_WRITTEN = """registers_importrow r
JOIN registers_inspectionobject o ON o.code = r.key
CROSS JOIN jsonb_to_record(r.after) AS a(kind text, since date, until date, source text, note text)
JOIN registers_objectflag f ON f.object_id = o.id AND f.kind = a.kind AND f.since = a.since"""
_REOPENS = """r.outcome = 'changed' AND a.until IS NOT NULL AND f.until = a.until
    AND NOT EXISTS (SELECT FROM registers_objectflag later WHERE later.object_id = f.object_id
        AND later.kind = f.kind AND later.id <> f.id AND later.until IS NULL)"""
_KEPT = f"""
SELECT count(*) FROM {_WRITTEN}
WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed')
    AND (r.outcome = 'new' AND f.updated_at <> %(written)s
        OR r.outcome = 'changed' AND (a.until IS NOT NULL AND NOT ({_REOPENS})
            OR f.source <> coalesce(a.source, f.source) OR f.note <> coalesce(a.note, f.note)))
"""  # noqa: S608 - put together from constants
_TAKEN_OFF = f"""
DELETE FROM registers_objectflag WHERE id IN (SELECT f.id FROM {_WRITTEN}
    WHERE r.batch_id = %(batch)s AND r.outcome = 'new'
        AND f.created_at = %(written)s AND f.updated_at = %(written)s)
"""  # noqa: S608 - put together from constants
_PUT_BACK = f"""
UPDATE registers_objectflag SET updated_at = %(now)s, source = was.source, note = was.note,
    until = was.until, end_reason = was.end_reason
FROM (SELECT f.id,
        CASE WHEN f.source = a.source THEN r.before ->> 'source' ELSE f.source END AS source,
        CASE WHEN f.note = a.note THEN coalesce(r.before ->> 'note', '') ELSE f.note END AS note,
        CASE WHEN {_REOPENS} THEN (r.before ->> 'until')::date ELSE f.until END AS until,
        CASE WHEN {_REOPENS} AND NOT r.before ? 'until' AND f.end_reason = %(ended)s
            THEN '' ELSE f.end_reason END AS end_reason
    FROM {_WRITTEN} WHERE r.batch_id = %(batch)s AND r.outcome = 'changed') AS was
WHERE registers_objectflag.id = was.id
"""  # noqa: S608 - put together from constants


def _values(record: FlagRecord, _: Reading) -> tuple[object, ...]:
    kind = flag_kind(record.flag)
    return (
        *(record.row, record.cell, record.id, record.name, kind.value if kind else ""),
        *(record.since, record.until, record.source, record.note),
    )


_STAGING = Staging(_COLUMNS, _COMPARE, _values)


def compare_flags(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write which marks are new, which end or change, and which cannot be."""
    return _STAGING.run(batch, reading)


def stamp_flags(batch: ImportBatch) -> str:
    """Return a fingerprint of the marks of the objects in the file."""
    return str(one_value(_STAMP, [batch.pk, batch.department_id]))


def apply_flags(batch: ImportBatch) -> None:
    """Write the marks."""
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "now": batch.written_at,
        "by": batch.confirmed_by,
        "reason": _ENDED_BY_FILE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_APPLY, parameters)


def undo_flags(batch: ImportBatch) -> int:
    """Take new marks off and put changed ones back; return how many somebody has changed since.

    A mark that the file ended stays ended where another one of its kind has begun meanwhile.
    """
    parameters: dict[str, Any] = {
        "batch": batch.pk,
        "written": batch.written_at,
        "now": clock.now(),
        "ended": _ENDED_BY_FILE,
    }
    kept = int(one_value(_KEPT, parameters))
    with connection.cursor() as cursor:
        for statement in (_TAKEN_OFF, _PUT_BACK):
            cursor.execute(statement, parameters)
    return kept
