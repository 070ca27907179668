"""Measure the planner's desk over a county and a city, against counting each line by itself.

    python bench/planning.py [--case county|city|both] [--turns 5] [--reload]

A county has 50,000 objects, ten departments and 60 lines, a city 1,000,000, twenty and 400: made up
straight in SQL in databases of their own that are kept for the next run. An object's industry says in
which one to three registers it is, as it does in life; kind, town, class and tag do not depend on it.
Lines ask for kinds, industries, towns and tags. The desk's page is asked for
through the WSGI application, warm, as a department's lead sees it. The rival counts, in the same run,
what each line's range has by class, one query a line, and neither load nor overlaps. Exits with 1
where a county takes over one second or a city over five, counted anew or with what the desk keeps
of a large register for five minutes.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

import registers as station

if TYPE_CHECKING:
    from mingcha.orgs.models import Department, Region

CASES = {"county": (50_000, 10, 60, 1_000), "city": (1_000_000, 20, 400, 5_000)}
# Which of so many it is, apart from every other choice of the same object.
_PICK = "(abs(hashint8(n * 64 + {salt})::bigint) %% {of})::int"


def _pick(salt: int, of: str) -> str:
    return _PICK.format(salt=salt, of=of)


def _one_of(name: str, salt: int, kind: str) -> str:
    return f"(%({name})s::{kind}[])[{_pick(salt, f'cardinality(%({name})s::{kind}[])')} + 1]"


_OBJECTS = f"""
INSERT INTO registers_inspectionobject (id, created_at, updated_at, code, key, name, kind, status,
    region_id, address, industry, business_scope, established_on, risk_level)
SELECT n, now(), now(), 'C' || lpad(n::text, 17, '0'), 'C' || lpad(n::text, 17, '0'),
    '澄川县第' || n || '号商店',
    (ARRAY['enterprise', 'self_employed', 'enterprise', 'farmer_cooperative'])[{_pick(1, "4")} + 1],
    'existing', {_one_of("towns", 2, "text")}, '', '行业' || {_pick(3, "60")}, '', NULL,
    substr('AAAABBBBCCD', {_pick(4, "14")} + 1, 1)
FROM generate_series(1::bigint, %(rows)s::bigint) AS n
"""
_ENTRIES = """
INSERT INTO registers_registerentry (created_at, updated_at, department_id, object_id, is_active,
    exclusion, left_reason)
SELECT now(), now(), (%(departments)s::bigint[])[
        (o.n * (turn + 1) + turn * 3) %% cardinality(%(departments)s::bigint[]) + 1
    ], o.id, true, CASE WHEN o.id %% 97 = 0 THEN '停业' ELSE '' END, ''
FROM (SELECT id, substr(industry, 3)::int AS n FROM registers_inspectionobject) AS o,
    generate_series(0, 2) AS turn
WHERE turn <= o.n %% 3
ON CONFLICT DO NOTHING
"""
_TAGS = f"""
INSERT INTO registers_inspectionobject_tags (inspectionobject_id, tag_id)
SELECT n, {_one_of("tags", 7, "bigint")}
FROM generate_series(1::bigint, %(rows)s::bigint) AS n WHERE {_pick(8, "2")} = 0
"""


def fill(rows: int, departments: int, lines: int) -> None:
    """Put registers, plans and lines in; triggers off: history is not what is measured."""
    from django.db import connection

    from mingcha.accounts.models import RoleGrant, User
    from mingcha.orgs.models import BusinessLine, Department, Region
    from mingcha.registers.models import Tag

    line = BusinessLine.objects.create(code="SCJG", name="市场监管")
    region = Region.objects.create(code="130136", prefix="130136", name="澄川县", level="county")
    towns = [
        Region.objects.create(
            code=f"130136{n:03}", prefix=f"130136{n:03}0", name=f"第{n}镇", level="township",
            parent=region,
        )
        for n in range(1, 41)
    ]  # fmt: skip
    made = [
        Department.objects.create(
            code=f"D{n}", name=f"第{n}部门", short_name=f"第{n}部门", line=line, region=region
        )
        for n in range(departments)
    ]
    lead = User(
        username="lead",
        name="周启明",
        region=region,
        department=made[0],
        must_change_password=False,
    )
    lead.set_unusable_password()
    lead.save()
    RoleGrant.objects.create(user=lead, role="dept_lead", granted_by="setup")
    tags = [Tag.objects.create(code=f"t{n}", name=f"标签{n}", kind="object") for n in range(12)]
    given = {
        "rows": rows,
        "towns": [town.pk for town in towns],
        "departments": [each.pk for each in made],
        "tags": [tag.pk for tag in tags],
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in (_OBJECTS, _ENTRIES, _TAGS):
            cursor.execute(statement, given)
        cursor.execute("SET session_replication_role = origin")
    _plan(made, towns, lines)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _plan(departments: list[Department], towns: list[Region], lines: int) -> None:
    from datetime import date

    from mingcha.foundation import clock
    from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion

    year = clock.today().year + 1
    versions = []
    for department in departments:
        plan = AnnualPlan.objects.create(
            department=department, region=department.region, year=year, title="计划"
        )
        versions.append(PlanVersion.objects.create(plan=plan, number=1, drafted_by="lead"))
    by_class = {"A": "1%", "B": "3%", "C": "10%", "D": "50%"}
    for n in range(lines):
        asked = {"kinds": ["enterprise"]} if n % 3 else {}
        if n % 2:
            asked["industries"] = [f"行业{n % 60}", f"行业{(n * 7) % 60}", f"行业{(n * 11) % 60}"]
        if n % 5 == 0:
            asked["regions"] = [town.pk for town in towns[n % 20 : n % 20 + 10]]
        if n % 4 == 0:
            asked["tags"] = [f"t{n % 12}", f"t{(n + 3) % 12}"]
        joint = n % 6 == 0
        line = PlanLine.objects.create(
            version=versions[n % len(versions)],
            line_no=n + 1,
            name=f"第{n}条",
            object_filter=asked,
            ratios=by_class if n % 2 else {"ALL": "≥3%"},
            period_from=date(year, n % 11 + 1, 1),
            period_to=date(year, n % 11 + 2, 1),
            joint_scope="cross_department" if joint else "internal",
        )
        if joint:
            line.cooperating.add(departments[(n + 1) % len(departments)])


def one_by_one() -> int:
    """What the desk would do without cells: each range counted by class, a query a line."""
    from django.db.models import Count

    from mingcha.plans.models import PlanLine
    from mingcha.registers.selectors.object_filter import objects_in_range

    found = 0
    for line in PlanLine.objects.select_related("version__plan__department"):
        rows = objects_in_range(line.version.plan.department, line.object_filter).order_by()
        found += sum(n for _, n in rows.values_list("risk_level").annotate(n=Count("pk")))
    return found


def measure(case: str, turns: int, *, reload: bool) -> bool:
    rows, departments, lines, target = CASES[case]
    station.NAME = f"mingcha_bench_planning_{case}"
    station.prepare(reload=reload)
    from django.test import Client
    from django.urls import reverse

    from mingcha.accounts.models import User
    from mingcha.plans.models import PlanVersion
    from mingcha.registers.models import InspectionObject
    from mingcha.reports.desk.board import board

    if not InspectionObject.objects.exists():
        start = time.perf_counter()
        fill(rows, departments, lines)
        print(f"filled in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    lead = User.objects.get(username="lead")
    version = PlanVersion.objects.get(plan__department=lead.department)
    client = Client()
    client.force_login(lead)
    ask = partial(station.ask, client, reverse("plan-desk", args=[version.plan_id]), {})
    ask()
    from django.core.cache import caches

    caches["cells"].clear()
    start = time.perf_counter()
    ask()
    anew = (time.perf_counter() - start) * 1000
    times, cpu = station.timed(ask, turns)
    start = time.perf_counter()
    one_by_one()
    rival = (time.perf_counter() - start) * 1000
    cells = len(board(version).cells.sizes)
    page = median(times)
    print(
        f"{case}: {rows:,} objects, {lines} lines, {cells:,} cells: counted anew {anew:.0f} ms,"
        f" then p50 {page:.0f} ms, slowest {max(times):.0f} ms, {cpu:.0f} ms of processor time;"
        f" one query a line {rival:.0f} ms: {anew / rival:.2f} x"
    )
    return max(anew, page) <= target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", choices=[*CASES, "both"], default="both")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--reload", action="store_true")
    options = parser.parse_args()
    if options.case != "both":
        return 0 if measure(options.case, options.turns, reload=options.reload) else 1
    import subprocess

    again = [f"--turns={options.turns}", *(["--reload"] if options.reload else [])]
    codes = [
        subprocess.run([sys.executable, __file__, "--case", case, *again], check=False).returncode
        for case in CASES
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
