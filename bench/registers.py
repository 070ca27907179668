"""Measure lists and searches over 200,000 real enterprises, against the same without bigrams.

    python bench/registers.py [--turns 25]

The enterprises come in through the platform's own import: a file sent, checked, confirmed, written,
in a database of their own (``mingcha_bench``, kept for the next run; ``--reload`` begins anew). Then
the list's page is asked for through the WSGI application, warm, as the department's lead sees it.
The rival is the search a list would do without the index of bigrams: the same page's two queries
with ``name ILIKE '%…%'``, in the same run, on the same tables. Exits with 1 where p95 of a page is
over 200 ms. CPU is the processor time of a page, here and in the database session: what a quiet
machine would take. Without the file it says so and measures nothing.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("MINGCHA_SHARED_DATA", ROOT.parent / "shared" / "data"))
FILE = DATA / "enterprises" / "national_sample_200k_full.csv.gz"
CITIES = DATA / "codes" / "gbt2260_cities.csv"
NAME = "mingcha_bench"
TARGET_MS = 200
HEADS = ("企业名称", "统一社会信用代码", "成立日期", "企业类型", "住所")
HEADS += ("行政区划代码", "登记状态", "信用风险等级")
COPIED = ("企业名称", "统一社会信用代码", "注册日期", "企业类型", "注册地址")
CLASSES = "AAAAAAAABBBBBBBBCCCD"
PAGES = {
    "first page": {},
    "page 20": {"page": 20},
    "name: 2 characters (有限)": {"q": "有限"},
    "name: 2 characters (饺子)": {"q": "饺子"},
    "name: 4 characters (科技有限)": {"q": "科技有限"},
    "name: 4 characters (农业专业)": {"q": "农业专业"},
    "name: 4 characters (五金机电)": {"q": "五金机电"},
    "name: 1 character (鑫)": {"q": "鑫"},
    "name: nothing found": {"q": "龘龘龘龘"},
    "name: 2 characters, sorted by name": {"q": "餐饮", "sort": "name"},
    "code prefix": {"q": "914401"},
    "code prefix, longer": {"q": "91440101"},
    "region and status": {"region": "440000", "status": "existing"},
    "region, status, by name": {"region": "440000", "status": "existing", "sort": "name"},
    "small region, by name": {"region": "630000", "sort": "name"},
    "risk class D": {"risk_level": "D"},
    "sorted by name": {"sort": "name"},
    "sorted by name, page 20": {"sort": "name", "page": 20},
}


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def cpu_ms() -> float:
    """Processor time of this process and of its database session: wall time without the crowd."""
    from django.db import connection

    own = time.process_time()
    session = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not session.exists():
        return own * 1000
    user, system = session.read_text().rsplit(")", 1)[1].split()[11:13]
    return (own + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")) * 1000


def timed(act: Callable[[], object], turns: int) -> tuple[list[float], float]:
    """Times of each turn after three to warm up, and the processor time of one."""
    for _ in range(3):
        act()
    times, before = [], cpu_ms()
    for _ in range(turns):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return times, (cpu_ms() - before) / turns


def prepare(*, reload: bool) -> None:
    """Point Django at the database of the bench, made where there is none."""
    import psycopg

    from mingcha.config.database import database_url

    url = database_url()
    with psycopg.connect(url, autocommit=True) as connection:
        if reload:
            connection.execute(f"DROP DATABASE IF EXISTS {NAME}")
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if known.fetchone() is None:
            connection.execute(
                f"CREATE DATABASE {NAME} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
            )
    from psycopg.conninfo import make_conninfo

    os.environ["DATABASE_URL"] = make_conninfo(url, dbname=NAME)
    os.environ["DJANGO_SETTINGS_MODULE"] = "mingcha.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def regions() -> dict[tuple[str, str], str]:
    """Make the provinces and prefectures; returns their codes by the file's words."""
    from mingcha.core.identifiers.region import PROVINCES
    from mingcha.orgs.models import Region

    land = Region.objects.create(code="000000", prefix="", name="全国", level="province")
    Region.objects.bulk_create(
        Region(code=f"{code}0000", prefix=code, name=name, level="province", parent=land)
        for code, name in PROVINCES.items()
    )
    found: dict[tuple[str, str], str] = {}
    with CITIES.open(encoding="utf-8-sig") as stream:
        for row in csv.DictReader(stream):
            code, name = f"{row['code']:0<6}"[:6], row["name"]
            if code[2:] == "0000" or code[4:] != "00" or code[:2] not in PROVINCES:
                continue
            Region.objects.get_or_create(
                code=code,
                defaults={
                    "prefix": code[:4],
                    "name": name,
                    "level": "city",
                    "parent_id": f"{code[:2]}0000",
                },
            )
            found[PROVINCES[code[:2]][:2], name[:2]] = code
    return found


def spreadsheet(cities: dict[tuple[str, str], str]) -> bytes:
    """The file with a region's code for its words, and a status and class for every tenth row."""
    from mingcha.core.identifiers.region import PROVINCES

    provinces = {name[:2]: f"{code}0000" for code, name in PROVINCES.items()}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    with gzip.open(FILE, "rt", encoding="utf-8") as stream:
        for number, row in enumerate(csv.DictReader(stream)):
            province, city = row["所在省份"][:2], row["地区"][:2]
            region = cities.get((province, city), provinces.get(province, ""))
            writer.writerow(
                [
                    *(row[column] for column in COPIED),
                    region,
                    "注销" if number % 20 == 0 else "存续",
                    CLASSES[number % len(CLASSES)],
                ]
            )
    return text.getvalue().encode()


def department_and_lead() -> tuple[Department, User]:
    """The department that keeps the register, and who sends its files."""
    from mingcha.accounts.models import RoleGrant, User
    from mingcha.orgs.models import BusinessLine, Department, Region

    land = Region.objects.get(prefix="")
    line = BusinessLine.objects.create(code="SCJG", name="市场监管")
    department = Department.objects.create(
        code="SCJG", name="市场监督管理局", short_name="市场监管局", line=line, region=land
    )
    lead = User.objects.create(
        username="bench",
        name="周启明",
        region=land,
        department=department,
        must_change_password=False,
    )
    RoleGrant.objects.create(user=lead, role="dept_lead", granted_by="bench")
    return department, lead


def load() -> None:
    """Import the enterprises as the lead of a department would."""
    from mingcha.registers.actions.imports import confirm_import, upload_file
    from mingcha.registers.intake.working import apply_import, check_file
    from mingcha.registers.models import ImportBatch

    cities = regions()
    department, lead = department_and_lead()
    content = spreadsheet(cities)
    steps: list[tuple[str, Callable[[], object]]] = [
        (
            "send",
            lambda: upload_file(
                by=lead,
                department=department,
                kind="objects",
                file_name=FILE.name,
                content=io.BytesIO(content),
            ),
        ),
        ("check and compare", lambda: check_file(batch=ImportBatch.objects.get())),
        ("confirm", lambda: confirm_import(by=lead, batch=ImportBatch.objects.get(), gone="")),
        ("write, in one transaction", lambda: apply_import(batch=ImportBatch.objects.get())),
    ]
    for doing, act in steps:
        start, before = time.perf_counter(), cpu_ms()
        act()
        wall, spent = time.perf_counter() - start, (cpu_ms() - before) / 1000
        print(f"import: {doing:<28}{wall:8.1f} s, {spent:.1f} s of processor time", flush=True)
    batch = ImportBatch.objects.get()
    print(f"import: {batch.state}, {batch.failure} {batch.counts}")


def rival(condition: str, parameters: list[object]) -> None:
    """The page's two queries as they would be without the index of bigrams."""
    from django.db import connection

    kept = f"""FROM registers_inspectionobject o WHERE {condition} AND EXISTS (SELECT
        FROM registers_registerentry e WHERE e.object_id = o.id AND e.is_active
        AND e.department_id = 1)"""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 {kept} LIMIT 10001) AS found", parameters)
        cursor.fetchall()
        cursor.execute(f"SELECT o.* {kept} ORDER BY o.id LIMIT 25", parameters)
        cursor.fetchall()


def measure(turns: int) -> bool:
    from django.test import Client
    from django.urls import reverse

    from mingcha.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username="bench"))
    address = reverse("objects")
    print(
        f"\n{'page, milliseconds':<38}{'p50':>8}{'p95':>8}{'CPU':>8}{'ILIKE CPU':>12}{'ratio':>8}"
    )
    fast = True
    for what, query in PAGES.items():
        asked = partial(ask, client, address, query)
        times, spent = timed(asked, turns)
        high = percentile(times, 0.95)
        slow = "" if high <= TARGET_MS else f"  over {TARGET_MS}!"
        fast &= high <= TARGET_MS
        line = f"{what:<38}{median(times):>8.0f}{high:>8.0f}{spent:>8.0f}"
        if what.startswith("name:") and "sort" not in query:
            words = [f"%{query['q']}%"]
            _, other = timed(partial(rival, "o.name ILIKE %s", words), max(turns // 3, 3))
            line += f"{other:>12.0f}{other / spent:>8.1f}"
        line += slow
        print(line, flush=True)
    return fast


def ask(client: object, address: str, query: dict[str, object]) -> None:
    response = client.get(address, query)  # type: ignore[attr-defined]
    if response.status_code != HTTPStatus.OK:
        raise SystemExit(f"{address} {query}: {response.status_code}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=25)
    parser.add_argument("--reload", action="store_true")
    options = parser.parse_args()
    if not FILE.exists():
        print(f"the 200,000 enterprises are not here ({FILE}): nothing measured")
        return 0
    prepare(reload=options.reload)
    from mingcha.registers.models import InspectionObject

    if not InspectionObject.objects.exists():
        load()
    fast = measure(options.turns)
    print("\nThe machine is shared and noisy: compare within a run, not between runs.")
    return 0 if fast else 1


if __name__ == "__main__":
    sys.exit(main())
