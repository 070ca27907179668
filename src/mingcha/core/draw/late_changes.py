"""What changed in a register since the previous one, just before it was frozen (section 12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mingcha.core.draw.canonical import Json
from mingcha.core.draw.registers import RegisterRow


class LateChange(NamedTuple):
    """An object whose stratum or exclusion changed; None where it is new or gone."""

    frame: str
    id: str
    was: tuple[str, str] | None
    now: tuple[str, str] | None

    def as_json(self) -> Json:
        """Return the change as the transcript writes it."""
        return {
            "frame": self.frame,
            "id": self.id,
            "was": _standing_json(self.was),
            "now": _standing_json(self.now),
        }


def _standing_json(standing: tuple[str, str] | None) -> Json:
    return standing and {"stratum": standing[0], "excl": standing[1]}


def late_changes(
    frame: str, previous: Iterable[RegisterRow], current: Iterable[RegisterRow]
) -> list[LateChange]:
    """Compare two registers of one frame; the changes come sorted by id."""
    before = _standings(previous)
    after = _standings(current)
    return [
        LateChange(frame, object_id, before.get(object_id), after.get(object_id))
        for object_id in sorted(before.keys() | after.keys())
        if before.get(object_id) != after.get(object_id)
    ]


def _standings(rows: Iterable[RegisterRow]) -> Mapping[str, tuple[str, str]]:
    return {row.id: (row.stratum, row.excl) for row in rows}
