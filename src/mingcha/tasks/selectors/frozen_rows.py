"""A frozen register read a page at a time: its lines are found by their place in the file.

The file is sorted by code, so a code is found by halving; no page reads the whole file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import BinaryField, F, Func, IntegerField, QuerySet, Value

from mingcha.core.draw.canonical import parse_json
from mingcha.core.draw.plan import register_path
from mingcha.core.draw.registers import LINE_LIMIT, RegisterRow
from mingcha.core.draw.sealed_file import SEALED_FILE
from mingcha.registers.models import InspectionObject
from mingcha.tasks.bundle_store import content_if_any
from mingcha.tasks.models import BundleFile, Draw, PoolEntry, SubTask

PAGE = 50
_PIECE = 1 << 20


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
    register = _RegisterBytes(draw, part.frame)
    start = register.line_from(min(max(place, 0), register.size))
    lines, after = register.lines(start)
    return FrozenPage(
        rows=_rows(draw, part, [RegisterRow(*line.split("\t")) for line in lines]),
        before=register.place_before(start),
        after=after if after < register.size else None,
    )


def place_of(draw: Draw, part: SubTask, code: str) -> int:
    """Return the place of the first row whose code is not before ``code``."""
    register = _RegisterBytes(draw, part.frame)
    low, high = 0, register.size
    while low < high:
        middle = (low + high) // 2
        start = register.line_from(middle)
        if start >= high or register.line_at(start) >= code:
            high = middle
        else:
            low = middle + 1
    return register.line_from(low)


def frozen_lines(draw: Draw, frame: str) -> Iterator[RegisterRow]:
    """Return all rows of a frozen register in the order of their codes, read a piece at a time."""
    register, rest = _RegisterBytes(draw, frame), b""
    for place in range(0, register.size, _PIECE):
        *lines, rest = (rest + register.read(place, _PIECE)).split(b"\n")
        yield from (RegisterRow(*line.decode().split("\t")) for line in lines)


class _RegisterBytes:
    """``registers/<FRAME>.tsv`` of a draw, in the database."""

    def __init__(self, draw: Draw, frame: str) -> None:
        self._file: QuerySet[BundleFile] = draw.files.filter(path=register_path(frame))
        length = Func(F("content"), function="octet_length", output_field=IntegerField())
        self.size: int = self._file.values_list(length, flat=True).get()

    def line_from(self, place: int) -> int:
        """Return the beginning of the first line that begins at or after a place."""
        if place == 0:
            return 0
        found = self.read(place - 1, LINE_LIMIT + 1).find(b"\n")
        return place + found if found >= 0 else self.size

    def line_at(self, start: int) -> str:
        return self.read(start, LINE_LIMIT).split(b"\n")[0].decode()

    def lines(self, start: int) -> tuple[list[str], int]:
        """Return a page of lines, and where the next begins."""
        found = self.read(start, PAGE * LINE_LIMIT).split(b"\n")[:-1][:PAGE]
        return [line.decode() for line in found], start + sum(len(line) + 1 for line in found)

    def place_before(self, start: int) -> int | None:
        if start == 0:
            return None
        begin = self.line_from(max(start - PAGE * LINE_LIMIT, 0))
        before = self.read(begin, start - begin).split(b"\n")[:-1][-PAGE:]
        return start - sum(len(line) + 1 for line in before)

    def read(self, start: int, length: int) -> bytes:
        part = Func(
            F("content"),
            Value(start + 1),
            Value(length),
            function="substring",
            output_field=BinaryField(),
        )
        return bytes(self._file.values_list(part, flat=True).get())


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
