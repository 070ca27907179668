"""Measure the digest of a register (file hash and Merkle root) against the draw from it.

    python bench/digests.py --rows 1e7

The rival is the engine's own draw from the same file, "tickets" of bench/draw.py: a digest that
takes no longer is not what anybody waits for. "check" is what opening a register does: digest,
form of every line, order, ids that stand twice. "core" reads the whole file into memory.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from contest import TURN, contest, print_table, take_turn
from draw import OBJECT_KEY, frame_of, limits_of
from generate import FRAME, Sample, sample

from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.tsv import digest_of
from mingcha.engines.database import connect, view_of_tsv
from mingcha.engines.digests import examine
from mingcha.engines.duckdb_registers import DuckDbRegisters
from mingcha.engines.register_file import line_fault

DRAW = "the draw"
BASIS_POINTS = [100, 300, 500, 1000]


def core_digest(made: Sample) -> str:
    return digest_of(SUITES["S1"], made.tsv.read_bytes()).root[:16]


def one_process(made: Sample) -> str:
    return examine(made.tsv, processes=1).digest.root[:16]


def all_processors(made: Sample) -> str:
    return examine(made.tsv).digest.root[:16]


def check(made: Sample) -> str:
    found = examine(made.tsv, partial(line_fault, made.tsv.name, sealed=False))
    return found.fault or found.digest.root[:16]


def draw(made: Sample) -> str:
    connection = connect()
    connection.execute(view_of_tsv(FRAME, made.tsv, sealed=False))
    registers = DuckDbRegisters(connection, [FRAME])
    limits = limits_of(frame_of(BASIS_POINTS), registers)
    lowest = registers.lowest(FRAME, OBJECT_KEY, limits)
    return f"{sum(map(len, lowest.values())):,} rows"


CONTENDERS: dict[str, Callable[[Sample], str]] = {
    DRAW: draw,
    "core, in memory": core_digest,
    "one process": one_process,
    "all processors": all_processors,
    "check, all processors": check,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=float, default=1e7)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], help="contenders left out")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/mingcha-bench"))
    parser.add_argument(TURN, help=argparse.SUPPRESS)
    given = parser.parse_args()
    made = sample(int(given.rows), given.folder)
    if given.turn:
        take_turn(partial(CONTENDERS[given.turn], made))
        return
    names = [name for name in CONTENDERS if name not in given.without]
    print(f"{made.rows:,} lines, {made.tsv.stat().st_size / 1e6:,.0f} MB, {given.turns} turns")
    passed_on = [f"--rows={given.rows}", f"--folder={given.folder}"]
    print_table(contest(names, given.turns, passed_on), [DRAW])


if __name__ == "__main__":
    main()
