"""Row history says who: every change of a tracked row carries the name of its actor."""

from __future__ import annotations

import json
from uuid import uuid4

from django.db import connection

_SET = """
SELECT set_config('pghistory.context_id', %s, true),
       set_config('pghistory.context_metadata', %s, true)
"""


def changed_by(username: str) -> None:
    """Sign the changes of tracked rows made from here to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_SET, [str(uuid4()), json.dumps({"by": username}, ensure_ascii=False)])
