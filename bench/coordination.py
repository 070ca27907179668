"""Measure how many visits one window saves against departments that draw by themselves.

    python bench/coordination.py [--runs 5]

Over the three real county workbooks and the real register of five prefectures. Each of 2, 3, 5 or 8
departments draws the same ratio from its own frame: from the whole register, or from a half of it
that is the department's own (which half an object is in goes by a hash of its code). Drawn apart,
every department has its own seed; in one window all have the same tickets, so that one visit serves
all that drew the object (protocol section 3). The rival is drawing apart, in the same run. Without
the files it says so and measures nothing.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import sys
from hashlib import sha256
from pathlib import Path
from statistics import mean

from mingcha.core.intake.objects import OBJECTS
from mingcha.core.planning.quota import read_quota
from mingcha.core.planning.simulation import SimulatedFrame, simulate
from mingcha.spreadsheets.registers import read_register

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("MINGCHA_SHARED_DATA", ROOT.parent / "shared" / "data")) / "enterprises"
DEPARTMENTS = (2, 3, 5, 8)
RATIOS = ("1%", "3%", "5%", "10%", "30%")


def registers() -> dict[str, list[str]]:
    found = {}
    for path in sorted(DATA.glob("*_检查对象名录.xlsx")):
        records = read_register(path, OBJECTS).records
        found[path.name.split("_")[1]] = sorted(record.id for record in records)
    with gzip.open(DATA / "targets_5_prefectures.csv.gz", "rt", encoding="utf-8-sig") as file:
        codes = {row["统一社会信用代码"] for row in csv.DictReader(file)}
        found["五个地市"] = sorted(codes - {""})
    return found


def frames(codes: list[str], departments: int, ratio: str, *, halves: bool) -> list[SimulatedFrame]:
    kept = [
        [code for code in codes if not halves or sha256(f"{d}:{code}".encode()).digest()[0] % 2]
        for d in range(departments)
    ]
    quota = read_quota(ratio)
    return [SimulatedFrame({"ALL": of}, {"ALL": quota.planned(len(of))}) for of in kept]


def saved(codes: list[str], departments: int, ratio: str, runs: int, *, halves: bool) -> str:
    found = simulate(frames(codes, departments, ratio, halves=halves), runs)
    apart, together = (mean(getattr(run, name) for run in found) for name in ("apart", "together"))
    return f"{apart:,.0f} → {together:,.0f} ({1 - together / apart:.0%})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if not DATA.is_dir():
        print("the real registers are not on this machine: nothing was measured")
        return 0
    for name, codes in registers().items():
        for halves in (False, True):
            frame = "a half of it each" if halves else "all of it each"
            print(
                f"\n{name}: {len(codes):,} objects, {frame}; visits apart → in one window (saved)"
            )
            print("| departments | " + " | ".join(RATIOS) + " |")
            print("| --- |" + " --- |" * len(RATIOS))
            for number in DEPARTMENTS:
                runs = min(options.runs, max(1, 400_000 // (len(codes) * number)))
                row = [saved(codes, number, r, runs, halves=halves) for r in RATIOS]
                print(f"| {number} | " + " | ".join(row) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
