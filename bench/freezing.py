"""Measure freezing a frame of ten million objects into its canonical file, against a bare COPY.

    python bench/freezing.py [--rows 1e7] [--turns 3]

The register is that of ``bench/millions.py``, made if it is not there. The rival writes the columns
as they lie in the table, in no order, into a file: ``COPY (SELECT key, risk_level, region_id, status
FROM registers_inspectionobject) TO STDOUT``. We write the file that a draw freezes: the department's
entries alone, the class of the day, one of six reasons not to be drawn, sorted by bytes; *sealed*
adds the salted tag of every line. *digest* is the file's hash and Merkle root, which a plan commits
to. Turns alternate; medians. Exits with 1 where the file takes more than 2.5 times the rival's time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import millions
import registers as station

TARGET = 2.5
RIVAL = "COPY (SELECT key, risk_level, region_id, status FROM registers_inspectionobject) TO STDOUT"
BUFFER = 1 << 20
LEVELS = "ABCD"


def bare(path: Path) -> None:
    from django.db import connection

    with (
        connection.cursor() as cursor,
        path.open("wb", BUFFER) as file,
        cursor.copy(RIVAL) as copy,
    ):
        for block in copy:
            file.write(block)


def freezing(path: Path, secret: str) -> None:
    from django.db import transaction

    from mingcha.bundles.frame_register import Sealing
    from mingcha.bundles.frame_source import FrameCoding
    from mingcha.bundles.rules import FrameRules
    from mingcha.bundles.strata import StratumNames
    from mingcha.core.draw.suites import SUITES
    from mingcha.foundation import clock
    from mingcha.orgs.models import Department
    from mingcha.plans.modes import usual_mode
    from mingcha.tasks.models import SubTask, Task
    from mingcha.tasks.pool_frame import PoolFrame

    department = Department.objects.select_related("region").get()
    today = clock.today()
    task = Task(
        pk=1,
        lead_department=department,
        region=department.region,
        year=today.year,
        source="plan",
        mode=usual_mode(department),
        object_filter={},
        ratios=dict.fromkeys(LEVELS, "3%"),
        risk_scheme="generic",
    )
    part = SubTask(pk=1, task=task, department=department, is_lead=True, frame="SCJG")
    names = StratumNames({level: f"G{n}" for n, level in enumerate(LEVELS, start=1)})
    words = None  # only what a spreadsheet says in Chinese is coded
    coding = FrameCoding(names, words, Sealing(SUITES["S1"], secret))
    with transaction.atomic():
        PoolFrame(part).write(FrameRules("SCJG", follow="", region=""), coding, path)


def digest(path: Path) -> None:
    from mingcha.engines.digests import examine

    examine(path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=float, default=1e7)
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    if not station.FILE.exists():
        print(f"the enterprises are not here ({station.FILE}): nothing measured")
        return 0
    millions.prepare(int(options.rows))
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "SCJG.tsv"
        contenders: dict[str, Callable[[], None]] = {
            "bare COPY": lambda: bare(path),
            "canonical file, sealed": lambda: freezing(path, "5e" * 32),
            "canonical file": lambda: freezing(path, ""),
            "digest of the file": lambda: digest(path),
        }
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for _ in range(options.turns):
            for name, act in contenders.items():
                start = time.perf_counter()
                act()
                times[name].append(time.perf_counter() - start)
                print(f"{name}: {times[name][-1]:.1f} s", file=sys.stderr)
    rival = median(times["bare COPY"])
    print(f"{'':<26}{'wall s (min-max)':>22}{'ratio':>8}")
    for name, found in times.items():
        span = f"{median(found):.1f} ({min(found):.1f}-{max(found):.1f})"
        print(f"{name:<26}{span:>22}{median(found) / rival:>8.2f}")
    return int(median(times["canonical file"]) > TARGET * rival)


if __name__ == "__main__":
    sys.exit(main())
