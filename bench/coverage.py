"""Measure the coverage page over a million objects in twenty departments' registers.

    python bench/coverage.py [--rows 1e6] [--departments 20] [--turns 15] [--explain]

The register is generated straight in SQL into a database of its own that is kept for the next run
(``--reload`` begins anew). The page is asked for through the WSGI application, warm, as the
coordination office sees it. Exits with 1 where p95 is above half a second, or where the page asks
the database more for many departments than for few.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from statistics import median

import registers as station

TARGET_MS = 500
_OBJECTS = """
INSERT INTO registers_inspectionobject (id, created_at, updated_at, code, key, name, kind, status,
    region_id, address, industry, business_scope, established_on, risk_level)
SELECT n, now(), now(), 'C' || lpad(n::text, 17, '0'), 'C' || lpad(n::text, 17, '0'),
    '澄川县第' || n || '号商店', 'enterprise', 'existing', %(region)s, '城关镇' || n || '号', '', '',
    NULL, CASE WHEN n %% 5 = 0 THEN '' ELSE substr('AAABBBCCD', n %% 9 + 1, 1) END
FROM generate_series(1, %(rows)s) AS n
"""
_ENTRIES = """
INSERT INTO registers_registerentry (created_at, updated_at, department_id, object_id, is_active,
    exclusion, left_reason)
SELECT now(), now(), (%(departments)s::bigint[])[n %% cardinality(%(departments)s) + 1], n,
    true, '', ''
FROM generate_series(1, %(rows)s) AS n
"""
_TAGS = """
INSERT INTO registers_inspectionobject_tags (inspectionobject_id, tag_id)
SELECT n, %(tag)s FROM generate_series(1, %(rows)s) AS n WHERE n %% 3 = 0
"""
_GAPS = """
INSERT INTO registers_importrow (batch_id, row, outcome, key, name, before, after, message)
SELECT b.id, n, 'refused', 'X' || n, '', '{}', '{}', ''
FROM registers_importbatch b, generate_series(1, 2000) AS n
"""


def fill(rows: int, departments: int) -> None:
    """Put the rows in without triggers: history is not what is measured."""
    from django.db import connection

    from mingcha.accounts.models import RoleGrant, User
    from mingcha.foundation import clock
    from mingcha.orgs.models import BusinessLine, Department, Region
    from mingcha.registers.models import ImportBatch, Tag

    line = BusinessLine.objects.create(code="SCJG", name="市场监管")
    region = Region.objects.create(code="130136", prefix="130136", name="澄川县", level="county")
    made = [
        Department.objects.create(
            code=f"D{n}", name=f"第{n}部门", short_name=f"第{n}部门", line=line, region=region
        )
        for n in range(departments)
    ]
    office = User(username="office", name="沈望", region=region, must_change_password=False)
    office.set_unusable_password()
    office.save()
    RoleGrant.objects.create(user=office, role="coord_office", granted_by="setup")
    for each in made:
        ImportBatch.objects.create(
            department=each,
            kind="objects",
            state="applied",
            file_name="名录.xlsx",
            file_hash=each.code,
            uploaded_by="office",
            counts={"same": rows // departments, "refused": 2000},
            applied_at=clock.now(),
        )
    given = {
        "rows": rows,
        "region": region.pk,
        "departments": [each.pk for each in made],
        "tag": Tag.objects.create(code="catering", name="餐饮服务", kind="object").pk,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in (_OBJECTS, _ENTRIES, _TAGS, _GAPS):
            cursor.execute(statement, given)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--departments", type=int, default=20)
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--reload", action="store_true")
    parser.add_argument("--explain", action="store_true")
    options = parser.parse_args()
    station.NAME = "mingcha_bench_coverage"
    station.prepare(reload=options.reload)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from mingcha.accounts.models import User
    from mingcha.registers.models import InspectionObject

    if not InspectionObject.objects.exists():
        start = time.perf_counter()
        fill(int(options.rows), options.departments)
        print(f"filled in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    client = Client()
    client.force_login(User.objects.get(username="office"))
    ask = partial(station.ask, client, reverse("coverage"), {})
    times, cpu = station.timed(ask, options.turns)
    high = station.percentile(times, 0.95)
    with CaptureQueriesContext(connection) as queries:
        ask()
    print(f"p50 {median(times):.0f} ms, p95 {high:.0f} ms, {cpu:.0f} ms of processor time")
    print(f"{len(queries)} queries; the slowest:")
    for query in sorted(queries, key=lambda each: -float(each["time"]))[:4]:
        print(f"  {float(query['time']) * 1000:.0f} ms  {query['sql'][:110]}")
        if options.explain:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + query["sql"])
                print("\n".join("      " + line for (line,) in cursor.fetchall()))
    return 0 if high <= TARGET_MS else 1


if __name__ == "__main__":
    sys.exit(main())
