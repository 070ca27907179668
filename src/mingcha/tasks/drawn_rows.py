"""The rows that a result becomes: the objects drawn, and a part of a visit for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from mingcha.core.draw.selection import FOLLOWS
from mingcha.foundation import clock
from mingcha.foundation.bulk_query import told_planner
from mingcha.foundation.errors import DomainError
from mingcha.tasks.models import Draw, DrawnObject, ObjectTask, SubTask
from mingcha.tasks.shares import Shares

_LINES = """
CREATE TEMPORARY TABLE result_line (
    place int, frame text, stratum text, rank int, key text, ticket text, status text
) ON COMMIT DROP
"""
_DRAWN = """
INSERT INTO tasks_drawnobject (draw_id, frame, stratum, rank, object_id, key, ticket, status)
SELECT %(draw)s, l.frame, l.stratum, l.rank, o.id, l.key, l.ticket, l.status
FROM result_line AS l JOIN registers_inspectionobject AS o ON o.key = l.key
ORDER BY l.place
"""
_VISITED = """
FROM result_line AS l
JOIN registers_inspectionobject AS o ON o.key = l.key
JOIN orgs_region AS r ON r.code = o.region_id
"""
_IS_VISITED = "l.status LIKE 'D%%' OR l.status = %(follows)s"
_PLACES = f"SELECT DISTINCT l.frame, r.prefix {_VISITED} WHERE {_IS_VISITED} ORDER BY 1, 2"
_PARTS = f"""
INSERT INTO tasks_objecttask (created_at, updated_at, task_id, sub_task_id, object_id, state,
    not_mine_reason, ended_reason)
SELECT %(now)s, %(now)s, %(task)s, s.part, o.id, %(state)s, '', ''
{_VISITED}
JOIN unnest(%(frames)s::text[], %(prefixes)s::text[], %(parts)s::bigint[]) AS s(frame, prefix, part)
    ON s.frame = l.frame AND s.prefix = r.prefix
WHERE {_IS_VISITED}
ORDER BY l.place
"""
_MANY = 2_000
"""Rows after which the planner has to be told."""


def keep_drawn_rows(draw: Draw, lines: Sequence[str]) -> list[SubTask]:
    """Keep a result's lines in their order, reserves too; a part of a visit for each that is visited.

    Returns the counties' shares of it. A few statements whatever their number: a province draws
    some 160,000 lines. Raises DomainError where an object of the result is not in the register.
    """
    given: dict[str, Any] = {
        "draw": draw.pk,
        "task": draw.own_task.pk,
        "state": ObjectTask._meta.get_field("state").default,  # noqa: SLF001 - Django's documented way to a field
        "follows": FOLLOWS,
        "now": clock.now(),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LINES)
        with cursor.copy("COPY result_line FROM STDIN") as copy:
            for place, line in enumerate(lines):
                frame, stratum, rank, key, ticket, status = _told(line)
                copy.write_row((place, frame, stratum, rank, key, ticket, status))
        cursor.execute("ANALYZE result_line")
        cursor.execute(_DRAWN, given)
        if cursor.rowcount != len(lines):
            raise DomainError(
                "not_in_register", "抽取结果中有名录里没有的检查对象，不予保存，请先恢复名录"
            )
        cursor.execute(_PLACES, given)
        places = cursor.fetchall()
        shares = Shares(draw.own_task)
        given |= {
            "frames": [frame for frame, _ in places],
            "prefixes": [prefix for _, prefix in places],
            "parts": [shares.of(frame, prefix).pk for frame, prefix in places],
        }
        cursor.execute(_PARTS, given)
        cursor.execute("DROP TABLE result_line")
    if len(lines) > _MANY:
        told_planner(DrawnObject, ObjectTask)
    return shares.handed_down()


def _told(line: str) -> tuple[str, ...]:
    frame, stratum, rank, key, ticket, status, *_ = line.split("\t")
    return frame, stratum, rank, key, ticket, status
