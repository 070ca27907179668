"""What a page shows of a row, by title: the mark of rows without a history, or with lists beside them (R-016)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from mingcha.foundation import clock
from mingcha.registers.selectors.objects import Change

Facts = Mapping[str, str]
"""What a page shows of a row, in words, by the title of the field."""

_UNKNOWN = "打开时的内容"
_OTHERS = "其他人"


def mark_of(facts: Facts) -> str:
    """Return the mark of what a page was opened with: the words themselves."""
    return json.dumps(facts, ensure_ascii=False)


def facts_changed_since(facts: Facts, mark: str) -> list[Change]:
    """Return as one change what the facts say otherwise than the mark; none where nothing.

    Nobody kept who changed it: its ``at`` is when it was found. Of a mark of another form nothing
    is known: everything changed since.
    """
    before = _read(mark)
    told = [
        (title, before.get(title, _UNKNOWN), now)
        for title, now in facts.items()
        if before.get(title) != now
    ]
    return [Change(clock.now(), _OTHERS, told, 0)] if told else []


def _read(mark: str) -> Facts:
    try:
        found = json.loads(mark)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
