"""The reference engine: registers held in memory, plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nsmallest

from mingcha.core.draw.allocation import StratumSize
from mingcha.core.draw.registers import ELIGIBLE, RegisterRow
from mingcha.core.draw.selection import Standing, Ticketed
from mingcha.core.draw.suites import HashFactory


class MemoryRegisters:
    """Registers as lists of rows; implements ``selection.Registers``."""

    def __init__(self, new: HashFactory, frames: Mapping[str, Sequence[RegisterRow]]) -> None:
        """Hold the rows of each frame; ``new`` is the suite's hash."""
        self._new = new
        self._frames = frames

    def sizes(self, frame: str) -> Mapping[str, StratumSize]:
        """See ``Registers.sizes``."""
        rows = self._frames[frame]
        totals = Counter(row.stratum for row in rows)
        eligible = Counter(row.stratum for row in rows if row.excl == ELIGIBLE)
        return {code: StratumSize(total, eligible[code]) for code, total in totals.items()}

    def lowest(
        self, frame: str, object_key: str, limits: Mapping[str, int]
    ) -> Mapping[str, Sequence[Ticketed]]:
        """See ``Registers.lowest``."""
        new = self._new
        pools: dict[str, list[Ticketed]] = {code: [] for code, limit in limits.items() if limit}
        for object_id, stratum, region, excl, _ in self._frames[frame]:
            if excl == ELIGIBLE and stratum in pools:
                ticket = new(f"{object_key}:{object_id}".encode()).hexdigest()
                pools[stratum].append((ticket, object_id, region, stratum))
        return {code: nsmallest(limits[code], pool) for code, pool in pools.items()}

    def rows(self, frame: str, ids: Collection[str]) -> Mapping[str, RegisterRow]:
        """See ``Registers.rows``."""
        wanted = set(ids)
        return {row.id: row for row in self._frames[frame] if row.id in wanted}

    def regions_differ(self) -> Sequence[str]:
        """See ``Registers.regions_differ``."""
        if len(self._frames) == 1:
            return []
        regions: dict[str, str] = {}
        differing = set()
        for rows in self._frames.values():
            for row in rows:
                if regions.setdefault(row.id, row.region) != row.region:
                    differing.add(row.id)
        return sorted(differing)

    def all_rows(self, frame: str) -> Iterable[RegisterRow]:
        """See ``Registers.all_rows``."""
        return self._frames[frame]

    def excluded(self, frame: str) -> Iterable[RegisterRow]:
        """See ``Registers.excluded``."""
        return [row for row in self._frames[frame] if row.excl != ELIGIBLE]

    def standings(self) -> Collection[Standing]:
        """See ``Registers.standings``."""
        standings: dict[str, Standing] = {}
        for code, rows in self._frames.items():
            for row in rows:
                if row.excl == ELIGIBLE:
                    standings[row.id] = (*standings.get(row.id, ()), (code, row.region))
        return set(standings.values())
