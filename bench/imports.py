"""Measure the import of a register against a bare COPY of the same rows, in the same run.

    python bench/imports.py [--rows 1e6] [--workbook 1e5]

Rows are the 200,000 real enterprises, repeated under codes of their own with right check characters,
with region, status, class and a tag each. The file goes the way of every import: sent, checked and
compared, confirmed, written, in a database of its own (``mingcha_bench_imports``, made anew each
time). Then the same rows come once more in another file, which changes nothing. The rival is
``COPY`` of the very same values into a table without index, trigger or key. For a workbook it is
calamine's bare parse plus that. Shown beside it is what PostgreSQL itself needs at least: one
``INSERT`` of rows that it has already into a table of the same columns and indexes, with neither
history nor entries, classes, tags or foreign keys. Memory is the highest of the process. Without the enterprises it
says so and measures nothing.
"""

from __future__ import annotations

import argparse
import csv
import io
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import registers as station

HEADS = (*station.HEADS, "监管标签")
TAGS = ("餐饮服务", "危化品", "特种设备", "", "", "", "", "")
SERIALS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NAME = "mingcha_bench_imports"


def rows(number: int) -> Iterator[list[str]]:
    """The enterprises over and over, each time under other codes."""
    from mingcha.core.identifiers.uscc import is_well_formed

    cities = station.regions()
    text = station.spreadsheet(cities).decode()
    known = [row for row in csv.reader(io.StringIO(text)) if is_well_formed(row[1])]
    for place in range(number):
        row = known[place % len(known)]
        turn = place // len(known)
        yield [f"{row[0]}{turn or ''}", _code(row[1], turn), *row[2:], TAGS[place % len(TAGS)]]


def _code(code: str, turn: int) -> str:
    from mingcha.core.identifiers.uscc import check_character, organisation_check_character

    if not turn:
        return code
    first = f"{code[:8]}{SERIALS[turn % 31]}{SERIALS[turn // 31]}{code[10:16]}"
    first += organisation_check_character(first[8:16])
    return first + check_character(first)


def copy_bare(table: list[list[str]]) -> float:
    """Seconds of a bare COPY; making the text is not counted."""
    from django.db import connection

    text = io.StringIO()
    csv.writer(text).writerows(table)
    block = text.getvalue().encode()
    columns = ", ".join(f"c{place} text" for place in range(len(table[0])))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare")
        cursor.execute(f"CREATE TABLE bare ({columns})")
        start = time.perf_counter()
        with cursor.copy("COPY bare FROM STDIN (FORMAT csv)") as copy:
            copy.write(block)
        spent = time.perf_counter() - start
        cursor.execute("DROP TABLE bare")
    return spent


def insert_indexed() -> tuple[float, float]:
    """Seconds to put the loaded objects, then those of the workbook, into an indexed table."""
    from django.db import connection

    from mingcha.registers.models import ImportBatch, InspectionObject

    facts = InspectionObject._meta  # noqa: SLF001 - Django's public name for a model's facts
    table = facts.db_table
    columns = ", ".join(field.column for field in facts.concrete_fields if not field.generated)
    written_later = ImportBatch.objects.order_by("-pk")[0].applied_at
    spent = []
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS indexed")
        cursor.execute(f"CREATE TABLE indexed (LIKE {table} INCLUDING ALL)")
        for which in ("<", ">="):
            start = time.perf_counter()
            cursor.execute(
                f"INSERT INTO indexed ({columns}) SELECT {columns} FROM {table}"
                f" WHERE created_at {which} %s ORDER BY id",
                [written_later],
            )
            spent.append(time.perf_counter() - start)
        cursor.execute("DROP TABLE indexed")
    return spent[0], spent[1]


def workbook(table: list[list[str]]) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("检查对象名录")
        for number, row in enumerate([list(HEADS), *table]):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def text_file(table: list[list[str]], ending: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator=ending).writerows([HEADS, *table])
    return text.getvalue().encode()


def parse_bare(content: bytes) -> float:
    from python_calamine import CalamineWorkbook

    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(content)
        start = time.perf_counter()
        for _ in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows():
            pass
        return time.perf_counter() - start


def send(content: bytes, name: str) -> float:
    """Import a file as a department's lead would; return the seconds."""
    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department
    from mingcha.registers.actions.imports import confirm_import, upload_file
    from mingcha.registers.intake.working import apply_import, check_file
    from mingcha.registers.models import ImportBatch

    lead, department = User.objects.get(username="bench"), Department.objects.get(code="SCJG")
    steps: list[tuple[str, Callable[[], object]]] = [
        (
            "send",
            lambda: upload_file(
                by=lead,
                department=department,
                kind="objects",
                file_name=name,
                content=io.BytesIO(content),
            ),
        ),
        ("check, compare", lambda: check_file(batch=newest())),
        ("confirm", lambda: confirm_import(by=lead, batch=newest(), gone="keep")),
        ("write", lambda: apply_import(batch=newest())),
    ]

    def newest() -> ImportBatch:
        return ImportBatch.objects.defer("annotated").order_by("-pk")[0]

    whole = 0.0
    for doing, act in steps:
        if doing == "confirm" and not any(newest().counts[each] for each in ("new", "changed")):
            break
        start = time.perf_counter()
        act()
        spent = time.perf_counter() - start
        whole += spent
        print(f"  {name}: {doing:<16}{spent:7.1f} s", flush=True)
    batch = newest()
    print(f"  {name}: {batch.state} {batch.failure} {batch.counts}", flush=True)
    return whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--workbook", type=float, default=1e5)
    options = parser.parse_args()
    if not station.FILE.exists():
        print(f"the enterprises are not here ({station.FILE}): nothing measured")
        return 0
    station.NAME = NAME
    station.prepare(reload=True)
    number, more = int(options.rows), int(options.workbook)
    table = list(rows(number + more))
    station.department_and_lead()
    table, other = table[:number], table[number:]
    bare = min(copy_bare(table) for _ in range(3))
    first = text_file(table, "\r\n")
    again = text_file(table, "\n")
    book = workbook(other)
    bare_book = min(copy_bare(other) for _ in range(3))
    parsed = min(parse_bare(book) for _ in range(3))
    del table, other
    took = send(first, "csv")
    second = send(again, "same rows")
    print(f"{options.rows:,.0f} rows: {took:.1f} s, {took / bare:.1f} x bare COPY ({bare:.2f} s)")
    print(f"the same again: {second:.1f} s, {second / took:.2f} of the first")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, rows of the bench included: {peak:.0f} MB")
    written = send(book, "workbook")
    indexed, indexed_more = insert_indexed()
    print(
        f"workbook of {more:,} rows: {written:.1f} s; bare parse {parsed:.2f} s, COPY {bare_book:.2f} s"
    )
    print(f"INSERT with indexes alone: {indexed:.1f} s, {indexed / bare:.1f} x bare COPY;", end=" ")
    print(f"whole load {took / indexed:.1f} x that; workbook's rows {indexed_more:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
