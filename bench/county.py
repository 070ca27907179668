"""Measure a small county on a small machine: 300 objects, two processors, 2 GB for everything.

    python bench/county.py [--turns 25]

The program and a PostgreSQL of its own run in a control group that may not take more than 2 GB,
file cache included. Each page of the objects' list is asked for as in ``bench/millions.py``; beside
it the same pages over a hundred thousand objects with the whole machine. Exits with 1 where a page
of the county is slower than 1.5 times the other. Needs the right to make a control group (root);
without it, or without the enterprises, it says so and measures nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import millions
import registers as station

COUNTY = 300
LIMIT = 2 << 30
TARGET_RATIO = 1.5
GROUPS = Path("/sys/fs/cgroup")


def make_group() -> tuple[Path, str] | None:
    """Return the control group and the file that tells its highest use; None where it may not be."""
    kinds = {
        GROUPS / "memory": ("memory.limit_in_bytes", "memory.max_usage_in_bytes"),
        GROUPS: ("memory.max", "memory.peak"),
    }
    for root, (limit, peak) in kinds.items():
        group = root / "mingcha-bench"
        try:
            group.mkdir(exist_ok=True)
            (group / limit).write_text(str(LIMIT))
        except OSError:
            continue
        return group, peak
    return None


def join(group: Path) -> None:
    (group / "cgroup.procs").write_text(str(os.getpid()))


def pages_within(group: Path, turns: int) -> dict[str, tuple[float, float]]:
    command = [sys.executable, millions.__file__, "--one"]
    command += ["--rows", str(COUNTY), "--turns", str(turns)]
    with tempfile.TemporaryDirectory() as data:
        answer = subprocess.run(
            command,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"MINGCHA_DATA": data},
            preexec_fn=partial(join, group),
        )
    return json.loads(answer.stdout.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=25)
    options = parser.parse_args()
    found = make_group()
    if found is None or not station.FILE.exists():
        print("no control group, or no enterprises: nothing measured")
        return 0
    group, peak = found
    county = pages_within(group, options.turns)
    highest = int((group / peak).read_text()) >> 20
    group.rmdir()
    large = millions.in_own_process(millions.FEW, options.turns, reload=False)
    print(f"{'page, milliseconds':<38}{'county p95':>12}{'10^5 p95':>10}{'ratio':>8}")
    slow = False
    for what, (_, high) in county.items():
        ratio = high / large[what][1]
        slow |= ratio > TARGET_RATIO
        print(f"{what:<38}{high:>12.0f}{large[what][1]:>10.0f}{ratio:>8.2f}")
    print(f"memory of the program and its database at most {highest} MB of {LIMIT >> 20}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
