"""Measure lists and searches over ten million objects against the same over a hundred thousand.

    python bench/millions.py [--rows 1e7] [--turns 25]

The 200,000 real enterprises are repeated under codes of their own, straight in SQL, numbered in the
order of their codes as the import numbers them, into databases of their own that are kept for the next run (``--reload`` begins anew): ten million rows take some
fifteen minutes and 20 GB. Each page of the objects' list is then asked for through the WSGI
application, warm, as the department's lead sees it, in both sizes by turns. Exits with 1 where
p95 over many is above 150 ms or 1.5 times that over few. Without the enterprises it says so and
measures nothing.
"""

from __future__ import annotations

import argparse
import csv
import io
import subprocess
import sys
import time
from statistics import median

import registers as station

FEW = 100_000
TARGET_MS, TARGET_RATIO = 150, 1.5
WARM_UP = 3
PAGES = {
    **{what: station.PAGES[what] for what in station.PAGES if "page 20" not in what},
    "tag": {"tags": 1},
}
_COPY = "COPY given (name, code, established, kind, address, region, status, level) FROM STDIN (FORMAT csv)"
_GIVEN = """
CREATE TEMPORARY TABLE given (number serial, name text, code text, established text, kind text,
    address text, region text, status text, level text)
"""
_OBJECTS = """
INSERT INTO registers_inspectionobject (id, created_at, updated_at, code, key, name, kind, status,
    region_id, address, industry, business_scope, established_on, risk_level)
SELECT %(from)s + row_number() OVER (ORDER BY code), now(), now(), code, code, name, 'enterprise',
    status, region, address, '', '', established, level
FROM (
    SELECT left(g.code, 8) || 'M' || lpad((%(from)s + g.number)::text, 9, '0')
            AS code, g.name, CASE g.status WHEN '注销' THEN 'deregistered' ELSE 'existing' END AS status,
        coalesce(nullif(g.region, ''), '000000') AS region, g.address,
        CASE WHEN g.established ~ '^\\d{4}-\\d\\d-\\d\\d$' THEN g.established::date END AS established,
        g.level
    FROM given g WHERE length(g.code) = 18 AND g.number <= %(most)s
) AS made ORDER BY code
"""
_ENTRIES = """
INSERT INTO registers_registerentry (created_at, updated_at, department_id, object_id, is_active,
    exclusion, left_reason)
SELECT now(), now(), (SELECT min(id) FROM orgs_department), id, true, '', ''
FROM registers_inspectionobject
"""
_TAGS = """
INSERT INTO registers_inspectionobject_tags (inspectionobject_id, tag_id)
SELECT id, %s FROM registers_inspectionobject WHERE id %% 20 = 0
"""


def fill(rows: int) -> None:
    """Put the rows in without triggers: history is not what is measured."""
    from django.db import connection

    from mingcha.registers.models import Tag

    text = station.spreadsheet(station.regions())
    station.department_and_lead()
    tag = Tag.objects.create(code="catering", name="餐饮服务", kind="object")
    body = text.split(b"\n", 1)[1]
    number = sum(1 for _ in csv.reader(io.StringIO(body.decode())))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_GIVEN)
        with cursor.copy(_COPY) as copy:
            copy.write(body)
        for begin in range(0, rows, number):
            cursor.execute(_OBJECTS, {"from": begin, "most": min(number, rows - begin)})
            print(f"\r{begin + number:,} rows", end="", flush=True)
        print()
        cursor.execute(_ENTRIES)
        cursor.execute(_TAGS, [tag.pk])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SELECT gin_clean_pending_list('object_by_words')")
        cursor.execute("VACUUM ANALYZE")


def prepare(rows: int, *, reload: bool = False) -> None:
    """Point Django at the database of so many objects, filled where it is empty."""
    station.NAME = f"mingcha_bench_{rows}"
    station.prepare(reload=reload)
    from mingcha.registers.models import InspectionObject

    if not InspectionObject.objects.exists():
        start = time.perf_counter()
        fill(rows)
        print(f"filled in {time.perf_counter() - start:.0f} s", file=sys.stderr)


def answer(rows: int, *, reload: bool) -> None:
    """Ask for the pages that are named on the standard input; write the milliseconds of each."""
    prepare(rows, reload=reload)
    from django.test import Client
    from django.urls import reverse

    from mingcha.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username="bench"))
    print("ready", flush=True)
    for what in sys.stdin:
        start = time.perf_counter()
        station.ask(client, reverse("objects"), PAGES[what.rstrip("\n")])
        print((time.perf_counter() - start) * 1000, flush=True)


class Asked:
    """A process of its own for one size, because Django knows one database a process."""

    def __init__(self, rows: int, *, reload: bool) -> None:
        command = [sys.executable, __file__, "--one", "--rows", str(rows)]
        command += ["--reload"] if reload else []
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        while self._answer() != "ready":
            pass

    def ask(self, what: str) -> float:
        """Milliseconds of one page."""
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        return float(self._answer())

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait()

    def _answer(self) -> str:
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"the process of one size ended: {self._process.wait()}")
        return line.strip()


def in_turns(sizes: list[Asked], what: str, turns: int) -> list[list[float]]:
    """Times of a page in each size, the sizes by turns, after some to warm up."""
    asked = [[each.ask(what) for each in sizes] for _ in range(WARM_UP + turns)]
    return [list(times) for times in zip(*asked[WARM_UP:], strict=True)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=float, default=1e7)
    parser.add_argument("--turns", type=int, default=25)
    parser.add_argument("--reload", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not station.FILE.exists():
        print(f"the enterprises are not here ({station.FILE}): nothing measured")
        return 0
    if options.one:
        answer(int(options.rows), reload=options.reload)
        return 0
    sizes = [Asked(rows, reload=options.reload) for rows in (FEW, int(options.rows))]
    print(f"{'page, milliseconds':<38}{'few p95':>10}{'many p50':>10}{'many p95':>10}{'ratio':>8}")
    fast = True
    for what in PAGES:
        few, many = in_turns(sizes, what, options.turns)
        low, middle, high = (
            station.percentile(few, 0.95),
            median(many),
            station.percentile(many, 0.95),
        )
        ratio = high / low
        good = high <= TARGET_MS and ratio <= TARGET_RATIO
        fast &= good
        line = f"{what:<38}{low:>10.0f}{middle:>10.0f}{high:>10.0f}{ratio:>8.1f}"
        print(line + ("" if good else "  !"), flush=True)
    for each in sizes:
        each.end()
    return 0 if fast else 1


if __name__ == "__main__":
    sys.exit(main())
