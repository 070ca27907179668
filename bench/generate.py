"""Make up a register of any size: the canonical TSV file and the same rows as Parquet.

    python bench/generate.py --rows 1e7 --folder /tmp/mingcha-bench

The same rows come out on every machine: a row's number goes through MD5, whose bits choose its
stratum, region and status. Ids look like unified social credit codes and ascend with the row's
number, so nothing needs sorting.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

FRAME = "MAIN"
STRATA = {"A": 25, "B": 50, "C": 18, "D": 7}
"""Percent of the objects in each credit-risk class."""

_KINDS = 2  # 91 company, 92 individual
_REGIONS = 3000
_SERIALS = 10**9
_ROWS = """
    SELECT
        (91 + place // {serials} // {regions}) || region
            || lpad((place % {serials})::VARCHAR, 9, '0')
            || substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + chance % 31, 1) AS id,
        CASE {strata} END AS stratum,
        region,
        CASE WHEN (chance >> 16) % 200 = 0 THEN 'closed' ELSE '-' END AS excl
    FROM (
        SELECT place, chance, lpad((
            (11 + county // 60) * 10000 + (1 + county // 10 % 6) * 100 + 1 + county % 10
        )::VARCHAR, 6, '0') AS region
        FROM (
            SELECT place, chance, place // {serials} % {regions} AS county
            FROM (
                SELECT number * {step} + chance % {step} AS place, chance
                FROM (
                    SELECT range AS number, (md5_number_lower(range::VARCHAR) >> 1)::BIGINT AS chance
                    FROM range({rows})
                )
            )
        )
    )
"""


@dataclass(frozen=True)
class Sample:
    """A generated register in both its forms."""

    rows: int
    folder: Path

    @property
    def tsv(self) -> Path:
        return self.folder / "registers" / f"{FRAME}.tsv"

    @property
    def parquet(self) -> Path:
        return self.folder / f"{FRAME}.parquet"


def sample(rows: int, folder: Path) -> Sample:
    """Return the register of so many rows, made now unless it is there."""
    made = Sample(rows, folder / str(rows))
    if not made.parquet.exists():
        made.tsv.parent.mkdir(parents=True, exist_ok=True)
        _write(made)
    return made


def _write(made: Sample) -> None:
    connection = duckdb.connect()
    rows = _ROWS.format(
        rows=made.rows,
        step=_KINDS * _REGIONS * _SERIALS // made.rows,
        serials=_SERIALS,
        regions=_REGIONS,
        strata=_stratum_cases(),
    )
    part = made.parquet.with_suffix(".part")
    connection.execute(f"COPY ({rows}) TO '{part}' (FORMAT parquet)")
    connection.execute(
        f"COPY (FROM read_parquet('{part}')) TO '{made.tsv}' "
        "(FORMAT csv, DELIMITER '\t', HEADER false, QUOTE '')"
    )
    part.rename(made.parquet)


def _stratum_cases() -> str:
    cases, below = [], 0
    for code, percent in STRATA.items():
        below += percent
        cases.append(f"WHEN (chance >> 32) % 100 < {below} THEN '{code}'")
    return " ".join(cases)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=float, default=1e7)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/mingcha-bench"))
    arguments = parser.parse_args()
    begin = time.perf_counter()
    made = sample(int(arguments.rows), arguments.folder)
    seconds = time.perf_counter() - begin
    print(f"{made.rows:,} rows in {seconds:.1f} s")
    for path in (made.tsv, made.parquet):
        print(f"{path.stat().st_size / 1e6:10,.1f} MB  {path}")


if __name__ == "__main__":
    main()
