"""Measure a province's joint draw from the registers to the rows of the drawn and their teams.

    python bench/province.py [--rows 1e6] [--departments 20] [--inspectors 5000] [--mode immediate]

The lead's frame holds a million objects of ``bench/millions.py``; every other department has a fifth
of them and follows. Three percent are drawn; each department that has a drawn object sends two of
its inspectors. The steps are the platform's own, with two parties: freeze, commit, seal, reveal, seed,
draw (which matches, verifies by recomputing, and writes all rows), and after it comparing, teams and
issue. Everything happens in one transaction that is rolled back. Exits with 1 where freezing to
drawing takes more than 60 s or the process more than 2 GB. Without the enterprises it says so and
measures nothing.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import millions
import registers as station

if TYPE_CHECKING:
    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department
    from mingcha.tasks.models import Task

TARGET_S, TARGET_MB = 60, 2048
SECRETS = {"organiser": "1f" * 32, "witness": "2e" * 32}
SHARE = 5  # every other department has one object of so many
_ENTRIES = """
INSERT INTO registers_registerentry (created_at, updated_at, department_id, object_id, is_active,
    exclusion, left_reason)
SELECT now(), now(), %s, id, true, '', '' FROM registers_inspectionobject
WHERE (id + %s) %% 5 = 0
"""


class Steps:
    """Times of the steps, in the order in which they are taken."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def take(self, name: str, act: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = act()
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - start
        print(f"{name}: {self.seconds[name]:.1f} s", file=sys.stderr)
        return result


def people(lead: Department) -> dict[str, User]:
    from mingcha.accounts.models import RoleGrant, User
    from mingcha.orgs.models import BusinessLine, Department

    line = BusinessLine.objects.create(code="SFXZ", name="司法行政")
    justice = Department.objects.create(
        code="SFXZ", name="司法厅", short_name="司法厅", line=line, region=lead.region
    )
    made = {}
    for name, role, department in (
        ("operator", "draw_operator", lead),
        ("witness", "draw_witness", justice),
        ("lead", "dept_lead", lead),
    ):
        made[name] = User.objects.create(
            username=f"bench-{name}", name=name, region=lead.region, department=department
        )
        RoleGrant.objects.create(user=made[name], role=role, granted_by="bench")
    return made


def departments(lead: Department, number: int) -> list[Department]:
    from django.db import connection

    from mingcha.orgs.models import BusinessLine, Department

    found = [lead]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for n in range(1, number):
            line = BusinessLine.objects.create(code=f"L{n:02d}", name=f"条线{n}")
            found.append(
                Department.objects.create(
                    code=f"D{n:02d}",
                    name=f"部门{n}",
                    short_name=f"部门{n}",
                    line=line,
                    region=lead.region,
                )
            )
            cursor.execute(_ENTRIES, [found[-1].pk, n])
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE registers_registerentry")
    return found


def staff(found: list[Department], number: int, until: Any) -> None:
    from mingcha.orgs.models import Region, Unit
    from mingcha.registers.models import Inspector, InspectorCertificate

    each = number // len(found)
    places = list(Region.objects.filter(level="province").exclude(prefix=""))
    for department in found:
        unit = Unit.objects.create(department=department, name="综合处", region=department.region)
        made = Inspector.objects.bulk_create(
            Inspector(
                department=department,
                unit=unit,
                staff_no=f"{n:04d}",
                name=f"检查员{n}",
                region=places[n % len(places)],
                capacity=100 if department is not found[0] else 300,
            )
            for n in range(each)
        )
        InspectorCertificate.objects.bulk_create(
            InspectorCertificate(
                inspector=one, kind="enforcement", number=f"{one.pk}", valid_until=until
            )
            for one in made
        )


def approved(found: list[Department], mode: str, today: Any) -> Task:
    from mingcha.plans.modes import usual_mode
    from mingcha.registers.models import InspectionItem, ItemVersion
    from mingcha.tasks.models import SubTask, Task, TaskScheme

    task = Task.objects.create(
        number="0000002026001",
        title="全省联合抽查",
        year=today.year,
        region=found[0].region,
        lead_department=found[0],
        source="ad_hoc",
        reason="专项检查",
        mode=usual_mode(found[0]),
        joint_scope="cross_department",
        draw_kind="untargeted",
        period_from=today,
        period_to=today + timedelta(days=30),
        risk_scheme="" if mode == "immediate" else "generic",
        ratios={"ALL": "3%"} if mode == "immediate" else dict.fromkeys("ABCD", "3%"),
        disclosing=mode,
        state="approved",
        drafted_by="lead",
    )
    TaskScheme.objects.create(task=task, content="综合检查", methods=["on_site"], drafted_by="lead")
    for department in found:
        part = SubTask.objects.create(
            task=task,
            department=department,
            is_lead=department is found[0],
            frame=department.code,
            state="cosigned",
        )
        item = InspectionItem.objects.create(department=department, code="01")
        part.items.add(
            ItemVersion.objects.create(
                item=item,
                number=1,
                state="published",
                category="综合检查",
                name="检查事项",
                basis="条例第十四条",
                body=department.name,
                content="是否合规",
                methods=["on_site"],
                drafted_by="lead",
            )
        )
    return task


def chain(task: Task, who: dict[str, User], steps: Steps) -> None:
    from mingcha.core.draw.entropy import commitment
    from mingcha.core.draw.suites import SUITES
    from mingcha.foundation import clock
    from mingcha.tasks.actions import ceremony, comparison, drawing, issuing, pools, teams
    from mingcha.tasks.ceremonies import Ceremony

    operator = who["operator"]
    parties = {"organiser": operator, "witness": who["witness"]}
    settings = Ceremony(operator, [who["witness"]], clock.now() + timedelta(days=1))
    draw = steps.take(
        "freeze", lambda: pools.freeze_pool(by=operator, task=task, ceremony=settings)
    )
    steps.take("commit", lambda: ceremony.open_commitments(by=operator, draw=draw))
    for party, user in parties.items():
        c = commitment(SUITES[draw.suite], draw.draw_id, party, SECRETS[party])
        steps.take("commit", lambda user=user, c=c: ceremony.commit(by=user, draw=draw, c=c))
    steps.take("seal", lambda: ceremony.seal_plan(by=operator, draw=draw))
    for party, user in parties.items():
        r = SECRETS[party]
        steps.take("reveal", lambda user=user, r=r: ceremony.reveal(by=user, draw=draw, r=r))
    steps.take("reveal", lambda: ceremony.fix_seed(by=operator, draw=draw))
    steps.take("draw, match, verify, write", lambda: drawing.draw_objects(by=operator, draw=draw))
    task.refresh_from_db()
    for part in task.sub_tasks.filter(is_lead=False):
        lead = _lead_of(part.department)
        steps.take("compare", lambda p=part, u=lead: comparison.confirm_list(by=u, sub_task=p))
    steps.take("teams", lambda: teams.confirm_teams(by=operator, task=task))
    steps.take("issue", lambda: issuing.issue_task(by=who["lead"], task=task))


def _lead_of(department: Department) -> User:
    from mingcha.accounts.models import RoleGrant, User

    user = User.objects.create(
        username=f"bench-{department.code}",
        name="负责人",
        region=department.region,
        department=department,
    )
    RoleGrant.objects.create(user=user, role="dept_lead", granted_by="bench")
    return user


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--departments", type=int, default=20)
    parser.add_argument("--inspectors", type=int, default=5000)
    parser.add_argument(
        "--mode", choices=["immediate", "deferred", "confidential"], default="immediate"
    )
    options = parser.parse_args()
    if not station.FILE.exists():
        print(f"the enterprises are not here ({station.FILE}): nothing measured")
        return 0
    millions.prepare(int(options.rows))
    from django.db import transaction

    from mingcha.foundation import clock
    from mingcha.orgs.models import Department
    from mingcha.tasks.models import DrawnObject, ObjectTask, TeamMember

    steps, today = Steps(), clock.today()
    with transaction.atomic():
        lead = Department.objects.get(code="SCJG")
        who = people(lead)
        found = departments(lead, options.departments)
        staff(found, options.inspectors, today + timedelta(days=365))
        task = approved(found, options.mode, today)
        chain(task, who, steps)
        drawn = DrawnObject.objects.filter(status__startswith="D").count()
        print(
            f"{drawn:,} drawn, {ObjectTask.objects.count():,} parts of visits, "
            f"{TeamMember.objects.count():,} places filled"
        )
        transaction.set_rollback(True)
    for name, seconds in steps.seconds.items():
        print(f"{name:<28}{seconds:>8.1f} s")
    until_drawn = sum(list(steps.seconds.values())[:5])
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{'freeze to draw':<28}{until_drawn:>8.1f} s, {highest} MB")
    return int(until_drawn > TARGET_S or highest > TARGET_MB)


if __name__ == "__main__":
    sys.exit(main())
