"""What a file of objects has unchanged and what it lacks, kept by the thousand (``ImportObjects``).

A file of a part of the register costs what it names, and one statement for all that it does not.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from mingcha.registers.models.import_objects import SET_SIZE

_NAMED = """
CREATE TEMPORARY TABLE named_object ON COMMIT DROP AS
SELECT o.id FROM incoming_object i JOIN registers_inspectionobject o ON o.code = i.code
"""
_SAME = """
    SELECT id FROM named_object
    EXCEPT ALL
    SELECT o.id FROM registers_importrow r JOIN registers_inspectionobject o ON o.code = r.key
    WHERE r.batch_id = %(batch)s AND r.outcome IN ('new', 'changed', 'refused')
"""
_GONE = """
    SELECT e.object_id FROM registers_registerentry e
    WHERE e.department_id = %(department)s AND e.is_active
        AND NOT EXISTS (SELECT FROM named_object n WHERE n.id = e.object_id)
        AND EXISTS (SELECT FROM registers_inspectionobject o WHERE o.id = e.object_id
            AND o.code <> ALL(%(refused)s)
            AND (o.kind = ANY(%(non_entities)s)) = %(asks_non_entities)s)
"""
_KEEP = """
INSERT INTO registers_importobjects (batch_id, outcome, number, ids)
SELECT %(batch)s, '{outcome}', place / {size}, array_agg(id ORDER BY id)
FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM ({found}) AS found(id)) AS placed
GROUP BY place / {size}
"""
_COUNT = """
SELECT outcome, sum(cardinality(ids)) FROM registers_importobjects WHERE batch_id = %s
GROUP BY outcome
"""


def keep_unchanged(parameters: dict[str, Any]) -> None:
    """Keep which objects ``incoming_object`` has unchanged, and which of the register it lacks."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS named_object")
        cursor.execute(_NAMED)
        cursor.execute("ANALYZE named_object")
        for outcome, found in (("same", _SAME), ("gone", _GONE)):
            statement = _KEEP.format(outcome=outcome, size=SET_SIZE, found=found)
            cursor.execute(statement, parameters)
        cursor.execute("DROP TABLE named_object")


def count_unchanged(batch: int) -> dict[str, int]:
    """Return how many objects are kept of an import by outcome."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [batch])
        return {outcome: int(number) for outcome, number in cursor.fetchall()}
