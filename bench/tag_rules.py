"""Measure a tag rule over ten million objects against a bare INSERT of the objects that meet it.

    python bench/tag_rules.py [--rows 1e7]

The register is that of ``bench/millions.py``, made if it is not there. Each rule is carried out as
the platform does: one statement that puts the tag on, marks what it put on, takes it off where the
rule no longer holds, and keeps each change so that all of it can be undone; then once more, which
changes nothing; then undone. The rival writes the numbers of the same objects into a table without
index, trigger or key. Everything is rolled back.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

import millions
import registers as station

RULES = {
    "few: class D named 餐饮": {
        "all": [
            {"field": "risk_level", "values": ["D"]},
            {"field": "name", "values": ["餐饮"]},
        ]
    },
    "many: class C or D": {"field": "risk_level", "values": ["C", "D"]},
}


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def measure(title: str, expression: dict[str, object]) -> None:
    from django.db import connection, transaction

    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department
    from mingcha.registers.actions.tag_rules import carry_out, meeting, undo_tag_run
    from mingcha.registers.models import Tag, TagRule

    lead = User.objects.get(username="bench")
    department = Department.objects.get()
    with transaction.atomic(), connection.cursor() as cursor:
        tag = Tag.objects.create(code="bench_rule", name="按规则", kind="object")
        rule = TagRule.objects.create(
            department=department, tag=tag, expression=expression, written_by="bench"
        )
        sql, parameters = meeting(department, expression).values("id").query.sql_with_params()
        bare = seconds(lambda: cursor.execute(f"CREATE TEMPORARY TABLE bare AS {sql}", parameters))
        runs = []
        first = seconds(lambda: runs.append(carry_out(rule, lead)))
        again = seconds(lambda: runs.append(carry_out(rule, lead)))
        undo = seconds(lambda: undo_tag_run(by=lead, run=runs[1], reason="测量"))
        undo += seconds(lambda: undo_tag_run(by=lead, run=runs[0], reason="测量"))
        print(
            f"{title:<26}{runs[0].added:>10,}{bare:>8.1f}{first:>8.1f}{first / bare:>7.1f}"
            f"{again:>8.1f}{undo:>8.1f}"
        )
        transaction.set_rollback(True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=float, default=1e7)
    options = parser.parse_args()
    if not station.FILE.exists():
        print(f"the enterprises are not here ({station.FILE}): nothing measured")
        return 0
    millions.prepare(int(options.rows))
    print(
        f"{'rule':<26}{'tagged':>10}{'bare s':>8}{'rule s':>8}{'ratio':>7}{'again':>8}{'undo':>8}"
    )
    for title, expression in RULES.items():
        measure(title, expression)
    return 0


if __name__ == "__main__":
    sys.exit(main())
