"""Measure the draw against DuckDB's own draw that nobody can verify, on the same made-up register.

    python bench/draw.py --rows 1e7 [--source parquet|tsv] [--engine duckdb|core] [--bp 100,300,500,1000]

Both draw the same number from each of four strata, with ten percent in reserve, from the same
file, with the same memory limit and threads, and both fetch their rows into Python. The rival knows
the numbers beforehand. It has two forms, and the faster one counts:

    SELECT stratum, id, region FROM register
    WHERE stratum = 'A' AND excl = '-' ORDER BY random() LIMIT 27500;        -- for each stratum

    SELECT stratum, id, region FROM (
        SELECT stratum, id, region, random() AS r FROM register WHERE excl = '-'
    ) QUALIFY row_number() OVER (PARTITION BY stratum ORDER BY r) <= CASE stratum WHEN 'A' THEN … END;

"tickets" is the same work by the engine: sizes of the strata, tickets, the lowest ones in order.
"whole draw" adds what the rival has nothing of: allocation, ranks, batches, thresholds and the
lines of result.tsv. With --engine core the contender is the reference engine, from the bytes of
the canonical file, parsing and digest included.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import duckdb
from contest import TURN, contest, print_table, take_turn
from generate import FRAME, STRATA, Sample, sample

from mingcha.core.draw.allocation import allocate, reserve_size
from mingcha.core.draw.memory import MemoryRegisters
from mingcha.core.draw.plan import Base, DrawingFrame, Stratum
from mingcha.core.draw.registers import parse_register
from mingcha.core.draw.selection import Registers, select
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.tsv import FileDigest, digest_of
from mingcha.engines.database import connect, view_of_tsv
from mingcha.engines.duckdb_registers import DuckDbRegisters

OBJECT_KEY = "745dafbc301616e343c47a1a73fccbf1"
RESERVE_BP = 1000
RIVALS = ("rival, by stratum", "rival, window")
CONTENDERS = {
    "duckdb": ("tickets", "whole draw", *RIVALS),
    "core": ("core: file, register, draw", "rival, by stratum"),
}


def frame_of(basis_points: list[int]) -> DrawingFrame:
    strata = (Stratum(code, bp=bp) for code, bp in zip(STRATA, basis_points, strict=True))
    return DrawingFrame(
        code=FRAME,
        register=FileDigest("", 0, ""),
        base=Base.ELIGIBLE,
        reserve_bp=RESERVE_BP,
        batches=4,
        strata=tuple(strata),
    )


def connection_to(made: Sample, source: str) -> duckdb.DuckDBPyConnection:
    connection = connect()
    if source == "tsv":
        connection.execute(view_of_tsv(FRAME, made.tsv, sealed=False))
    else:
        connection.execute(
            f"CREATE VIEW {FRAME} AS SELECT *, '' AS tag FROM read_parquet('{made.parquet}')"
        )
    return connection


def limits_of(frame: DrawingFrame, registers: Registers) -> dict[str, int]:
    sizes = registers.sizes(FRAME)
    drawn = allocate(frame, sizes)
    return {code: k + reserve_size(frame, k, sizes[code].eligible) for code, k in drawn.items()}


def tickets(connection: duckdb.DuckDBPyConnection, frame: DrawingFrame) -> str:
    registers = DuckDbRegisters(connection, [FRAME])
    lowest = registers.lowest(FRAME, OBJECT_KEY, limits_of(frame, registers))
    return f"{sum(map(len, lowest.values())):,} rows"


def whole_draw(connection: duckdb.DuckDBPyConnection, frame: DrawingFrame) -> str:
    return _drawn(DuckDbRegisters(connection, [FRAME]), frame)


def core_draw(made: Sample, frame: DrawingFrame) -> str:
    data = made.tsv.read_bytes()
    digest = digest_of(SUITES["S1"], data)
    rows = parse_register(data, made.tsv.name, sealed=False)
    drawn = _drawn(MemoryRegisters(SUITES["S1"].new, {FRAME: rows}), frame)
    return f"{drawn} of {digest.size:,}"


def _drawn(registers: Registers, frame: DrawingFrame) -> str:
    [outcome] = select([frame], registers, OBJECT_KEY)
    return f"{len([row.line for row in outcome.rows]):,} rows"


def rival_by_stratum(connection: duckdb.DuckDBPyConnection, limits: Mapping[str, int]) -> str:
    drawn = [
        connection.execute(
            f"SELECT stratum, id, region FROM {FRAME} WHERE stratum = '{code}' AND excl = '-' "
            f"ORDER BY random() LIMIT {limit}"
        ).fetchall()
        for code, limit in limits.items()
    ]
    return f"{sum(map(len, drawn)):,} rows"


def rival_window(connection: duckdb.DuckDBPyConnection, limits: Mapping[str, int]) -> str:
    cases = " ".join(f"WHEN '{code}' THEN {limit}" for code, limit in limits.items())
    drawn = connection.execute(
        f"SELECT stratum, id, region FROM (SELECT stratum, id, region, random() AS r FROM {FRAME} "
        "WHERE excl = '-') QUALIFY row_number() OVER (PARTITION BY stratum ORDER BY r) "
        f"<= CASE stratum {cases} END"
    ).fetchall()
    return f"{len(drawn):,} rows"


def turn(name: str, made: Sample, source: str, frame: DrawingFrame) -> None:
    if name.startswith("core"):
        take_turn(partial(core_draw, made, frame))
        return
    connection = connection_to(made, source)
    if name in RIVALS:
        limits = limits_of(frame, DuckDbRegisters(connection, [FRAME]))
        rival = rival_window if name.endswith("window") else rival_by_stratum
        take_turn(partial(rival, connection, limits))
    else:
        take_turn(partial(tickets if name == "tickets" else whole_draw, connection, frame))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=float, default=1e7)
    parser.add_argument("--source", choices=["parquet", "tsv"], default="parquet")
    parser.add_argument("--engine", choices=list(CONTENDERS), default="duckdb")
    parser.add_argument("--bp", default="100,300,500,1000", help="of each stratum")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/mingcha-bench"))
    parser.add_argument(TURN, help=argparse.SUPPRESS)
    given = parser.parse_args()
    made = sample(int(given.rows), given.folder)
    frame = frame_of([int(bp) for bp in given.bp.split(",")])
    if given.turn:
        turn(given.turn, made, given.source, frame)
        return
    passed_on = [f"--{name}={getattr(given, name)}" for name in ("rows", "source", "bp", "folder")]
    print(
        f"{made.rows:,} objects, {given.source}, {given.turns} turns, DuckDB {duckdb.__version__}"
    )
    names = CONTENDERS[given.engine]
    rivals = [name for name in names if name in RIVALS]
    print_table(contest(names, given.turns, passed_on), rivals)


if __name__ == "__main__":
    main()
