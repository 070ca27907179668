"""A frozen register read a page at a time, by the places of its lines in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingcha.core.draw.canonical import parse_json
from mingcha.core.draw.plan import register_path
from mingcha.core.draw.registers import RegisterRow
from mingcha.core.draw.sealed_file import SEALED_FILE
from mingcha.registers.models import InspectionObject
from mingcha.tasks.bundle_store import content_if_any
from mingcha.tasks.models import Draw, PoolEntry, SubTask
from mingcha.tasks.selectors.register_lines import RegisterLines


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """An object as it was frozen, and the object as it is now (None where it has gone)."""

    key: str
    stratum: str
    exclusion: str
    note: str
    object: InspectionObject | None


@dataclass(frozen=True, slots=True)
class FrozenPage:
    """Some rows; ``before`` and ``after`` are the places of the pages beside, None at the ends."""

    rows: list[FrozenRow]
    before: int | None
    after: int | None


def frozen_page(draw: Draw, part: SubTask, place: int = 0) -> FrozenPage:
    """Return the rows from a place in the file on, a number of bytes from its beginning."""
    register = _register(draw, part.frame)
    start = register.line_from(min(max(place, 0), register.size))
    lines, after = register.page_at(start)
    return FrozenPage(
        rows=_rows(draw, part, [RegisterRow(*line.split("\t")) for line in lines]),
        before=register.place_before(start),
        after=after if after < register.size else None,
    )


def place_of(draw: Draw, part: SubTask, code: str) -> int:
    """Return the place of the first row whose code is not before ``code``."""
    return _register(draw, part.frame).place_of(code)


def frozen_lines(draw: Draw, frame: str) -> Iterator[RegisterRow]:
    """Return all rows of a frozen register in the order of their codes, read a piece at a time."""
    return (RegisterRow(*line.split("\t")) for line in _register(draw, frame))


def _register(draw: Draw, frame: str) -> RegisterLines:
    return RegisterLines(draw.files.get(path=register_path(frame)))


def _rows(draw: Draw, part: SubTask, rows: list[RegisterRow]) -> list[FrozenRow]:
    keys = [row.id for row in rows]
    objects = {
        found.key: found
        for found in InspectionObject.objects.filter(key__in=keys).select_related("region")
    }
    entries = PoolEntry.ever.filter(draw=draw, sub_task=part, key__in=keys).exclude(exclusion="")
    left_out = {entry.key: entry for entry in entries}
    meanings = meanings_of(draw)
    found = []
    for row in rows:
        entry = left_out.get(row.id)
        found.append(
            FrozenRow(
                key=row.id,
                stratum=meanings.get(f"{part.frame}/{row.stratum}", row.stratum),
                exclusion=entry.get_exclusion_display() if entry else "",
                note=entry.exclusion_note if entry else "",
                object=objects.get(row.id),
            )
        )
    return found


def meanings_of(draw: Draw) -> Mapping[str, str]:
    """Return what the neutral codes of a sealed draw stand for; empty for an open one."""
    content = content_if_any(draw, SEALED_FILE)
    meanings: dict[str, str] = parse_json(content, SEALED_FILE)["meanings"] if content else {}
    return meanings
