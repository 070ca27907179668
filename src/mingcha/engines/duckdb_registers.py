"""The draw on DuckDB: registers that stay on the disk, scanned by SQL on all processors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb

from mingcha.core.draw.allocation import EMPTY_STRATUM, StratumSize
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.registers import RegisterRow
from mingcha.core.draw.selection import Standing, Ticketed
from mingcha.core.errors import Refusal
from mingcha.engines import ticket_bounds
from mingcha.engines.database import connect, view_of_tsv
from mingcha.engines.register_file import RegisterFile, check_registers

_SUITE = "S1"  # DuckDB has no SM3
_FETCHED_AT_ONCE = 10_000

_SIZES = """
    SELECT stratum, count(*), count(*) FILTER (excl = '-') FROM "{frame}" GROUP BY stratum
"""
_BELOW_BOUNDS = """
    SELECT ticket, id, region, stratum
    FROM (
        SELECT stratum, sha256($1 || ':' || id) AS ticket, id, region
        FROM "{frame}" WHERE excl = '-'
    ) JOIN (SELECT unnest($2) AS stratum, unnest($3) AS bound) USING (stratum)
    WHERE ticket < bound
    ORDER BY stratum, ticket, id
"""
_ALL_ROWS = 'SELECT id, stratum, region, excl, tag FROM "{frame}"'
_EXCLUDED = _ALL_ROWS + " WHERE excl <> '-'"
_PLACES = """SELECT id, region, '{bits}'::BIT AS frames FROM "{frame}" WHERE excl = '-'"""
_STANDINGS = """
    SELECT DISTINCT frames::VARCHAR, region
    FROM (SELECT id, region, bit_or(frames) AS frames FROM ({places}) GROUP BY id, region)
    WHERE id NOT IN (SELECT unnest($1))
"""
_STANDINGS_OF_IDS = """
    SELECT DISTINCT list([frames::VARCHAR, region] ORDER BY frames DESC)
    FROM ({places}) WHERE id IN (SELECT unnest($1)) GROUP BY id
"""
_ROWS_OF_IDS = _ALL_ROWS + " JOIN (SELECT unnest($1) AS id) USING (id)"
_ALL_REGIONS = 'SELECT id, region FROM "{frame}"'
_REGIONS_DIFFER = "SELECT id FROM ({regions}) GROUP BY id HAVING min(region) <> max(region)"


class DuckDbRegisters:
    """Registers as tables or views of a DuckDB database; implements ``selection.Registers``.

    Every frame has one of its own name, with the columns of ``RegisterRow``, all VARCHAR. After a
    query ``check_source`` may raise Refusal because what the views read is not what it was;
    ``deviations`` is the spare room of the first bound on tickets, which only matters for speed.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        frames: Sequence[str],
        *,
        check_source: Callable[[], None] = lambda: None,
        deviations: int = ticket_bounds.DEVIATIONS,
    ) -> None:
        self._connection = connection
        self._frames = frames
        self._check_source = check_source
        self._deviations = deviations
        self._sizes: dict[str, Mapping[str, StratumSize]] = {}
        self._standings: set[Standing] | None = None

    def sizes(self, frame: str) -> Mapping[str, StratumSize]:
        if frame not in self._sizes:
            rows = self._query(_SIZES.format(frame=frame))
            self._sizes[frame] = {code: StratumSize(*size) for code, *size in rows}
        return self._sizes[frame]

    def lowest(
        self, frame: str, object_key: str, limits: Mapping[str, int]
    ) -> Mapping[str, Sequence[Ticketed]]:
        sizes = self.sizes(frame)
        eligible = {code: sizes.get(code, EMPTY_STRATUM).eligible for code in limits}
        wanted = {code: min(limit, eligible[code]) for code, limit in limits.items() if limit}
        bounds = {
            code: ticket_bounds.first_bound(limit, eligible[code], self._deviations)
            for code, limit in wanted.items()
            if limit
        }
        found: dict[str, list[Ticketed]] = {code: [] for code in wanted}
        while bounds:
            found |= self._below(frame, object_key, bounds)
            bounds = {
                code: ticket_bounds.doubled(bound)
                for code, bound in bounds.items()
                if len(found[code]) < wanted[code] and bound < ticket_bounds.NO_BOUND
            }
        return {code: found[code][:limit] for code, limit in wanted.items()}

    def rows(self, frame: str, ids: Collection[str]) -> Mapping[str, RegisterRow]:
        if not ids:
            return {}
        rows = self._query(_ROWS_OF_IDS.format(frame=frame), list(ids))
        return {row[0]: RegisterRow._make(row) for row in rows}

    def regions_differ(self) -> Sequence[str]:
        if len(self._frames) == 1:
            return []
        regions = " UNION ALL ".join(_ALL_REGIONS.format(frame=frame) for frame in self._frames)
        return sorted(found for (found,) in self._query(_REGIONS_DIFFER.format(regions=regions)))

    def all_rows(self, frame: str) -> Iterable[RegisterRow]:
        return map(RegisterRow._make, self._query(_ALL_ROWS.format(frame=frame)))

    def excluded(self, frame: str) -> Iterable[RegisterRow]:
        return map(RegisterRow._make, self._query(_EXCLUDED.format(frame=frame)))

    def standings(self) -> Collection[Standing]:
        """Objects of one region are told by it and a bit for each frame; the others one by one.

        Lists for all of them would not fit into the memory that is allowed.
        """
        if self._standings is None:
            self._standings = self._told_standings()
        return self._standings

    def _told_standings(self) -> set[Standing]:
        places = " UNION ALL ".join(
            _PLACES.format(frame=frame, bits=self._bits(number))
            for number, frame in enumerate(self._frames)
        )
        several = self.regions_differ()
        found = {
            tuple((frame, region) for frame in self._frames_of(bits))
            for bits, region in self._query(_STANDINGS.format(places=places), several)
        }
        for (listed,) in self._query(_STANDINGS_OF_IDS.format(places=places), several):
            found.add(tuple((*self._frames_of(bits), region) for bits, region in listed))
        return found

    def _bits(self, number: int) -> str:
        """Return the bits of one frame, the first frame's in front."""
        return f"{1 << (len(self._frames) - 1 - number):0{len(self._frames)}b}"

    def _frames_of(self, bits: str) -> list[str]:
        return [frame for frame, bit in zip(self._frames, bits, strict=True) if bit == "1"]

    def _below(
        self, frame: str, object_key: str, bounds: Mapping[str, int]
    ) -> dict[str, list[Ticketed]]:
        found: dict[str, list[Ticketed]] = {code: [] for code in bounds}
        texts = [ticket_bounds.as_text(bound) for bound in bounds.values()]
        query = _BELOW_BOUNDS.format(frame=frame)
        passing = self._query(query, object_key, list(bounds), texts)
        for code, rows in groupby(passing, key=itemgetter(3)):
            found[code] = list(rows)
        return found

    def _query(self, sql: str, *parameters: object) -> Iterator[tuple[Any, ...]]:
        try:
            result = self._connection.cursor().execute(sql, parameters)
            while batch := result.fetchmany(_FETCHED_AT_ONCE):
                yield from batch
        except duckdb.Error as error:
            self._check_source()
            raise Refusal(f"DuckDB 引擎读名录时出错，可改用 core 引擎：{error}") from error
        self._check_source()


def open_registers(folder: Path, plan: Plan) -> DuckDbRegisters:
    """Check the registers of the bundle in ``folder`` against the plan, and open them to a draw.

    Raises Refusal where the plan's suite is not S1, and InvalidFile as ``bundle.load_rows`` does.
    """
    if plan.suite.name != _SUITE:
        raise Refusal("DuckDB 引擎只会算 SHA-256；用国密 SM3 的抽取请改用 core 引擎")
    is_sealed = plan.disclosure.is_sealed
    files = _register_files(folder, plan)
    check_registers(files, [frame.register for frame in plan.frames], sealed=is_sealed)
    return _opened(files, sealed=is_sealed)


def open_frozen(folder: Path, plan: Plan) -> DuckDbRegisters:
    """Open registers whose digests in the plan were computed just now: nothing to check."""
    return _opened(_register_files(folder, plan), sealed=plan.disclosure.is_sealed)


def _register_files(folder: Path, plan: Plan) -> list[RegisterFile]:
    return [RegisterFile(folder.absolute(), frame.code) for frame in plan.frames]


def _opened(files: Sequence[RegisterFile], *, sealed: bool) -> DuckDbRegisters:
    connection = connect()
    for file in files:
        connection.execute(view_of_tsv(file.frame, file.path, sealed=sealed))

    def check_files() -> None:
        for file in files:
            file.check_unchanged()

    return DuckDbRegisters(connection, [file.frame for file in files], check_source=check_files)
