"""What the database keeps of a frozen pool: sizes, and the objects that cannot be drawn.

The objects that can be drawn stand in the frozen files alone; there may be millions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from mingcha.bundles.freezing import Frozen
from mingcha.foundation.bulk_query import bulk_queries
from mingcha.registers.models.inspection_object import RegistrationStatus
from mingcha.tasks.models import Draw, PoolStratum, SubTask
from mingcha.tasks.models.pool_entry import Exclusion

_LEFT_OUT = """
CREATE TEMPORARY TABLE left_out
    (part bigint, department bigint, key text, stratum text, region text, reason text) ON COMMIT DROP
"""
_KEEP = """
INSERT INTO tasks_poolentry
    (draw_id, sub_task_id, object_id, key, region_code, stratum, exclusion, exclusion_note)
SELECT %(draw)s, l.part, o.id, o.key, l.region, l.stratum, l.reason,
    CASE l.reason
        WHEN %(not_existing)s THEN coalesce(%(statuses)s::jsonb ->> o.status, '')
        WHEN %(by_register)s THEN coalesce(e.exclusion, '')
        ELSE ''
    END
FROM left_out l
JOIN registers_inspectionobject o ON o.key = l.key
LEFT JOIN registers_registerentry e ON e.object_id = o.id AND e.department_id = l.department
ORDER BY l.part, o.id
"""


def keep_pool(draw: Draw, parts: Sequence[SubTask], frozen: Frozen) -> None:
    """Keep the frames' sizes by stratum, and their excluded objects with the reasons."""
    for part in parts:
        meanings = frozen.names[part.frame].meanings()
        PoolStratum.objects.bulk_create(
            PoolStratum(
                draw=draw,
                sub_task=part,
                stratum=meanings[code],
                code=code,
                rows=size.rows,
                eligible=size.eligible,
            )
            for code, size in frozen.registers.sizes(part.frame).items()
        )
    with transaction.atomic(), bulk_queries(), connection.cursor() as cursor:
        _keep_excluded(cursor, draw, parts, frozen)


def _keep_excluded(cursor: Any, draw: Draw, parts: Sequence[SubTask], frozen: Frozen) -> None:
    """Keep those of all frames by one statement, which looks at the register once."""
    cursor.execute(_LEFT_OUT)
    with cursor.copy("COPY left_out FROM STDIN") as copy:
        for part in parts:
            meanings = frozen.names[part.frame].meanings()
            whose = (part.pk, part.department_id)
            for row in frozen.registers.excluded(part.frame):
                copy.write_row((*whose, row.id, meanings[row.stratum], row.region, row.excl))
    cursor.execute("ANALYZE left_out")
    values = {
        "draw": draw.pk,
        "not_existing": Exclusion.NOT_EXISTING,
        "by_register": Exclusion.REGISTER,
        "statuses": json.dumps(dict(RegistrationStatus.choices), ensure_ascii=False),
    }
    cursor.execute(_KEEP, values)
    cursor.execute("DROP TABLE left_out")
