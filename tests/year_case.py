"""A made-up year of tasks: joint, internal, assigned and ad hoc, of two departments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from county import County

from mingcha.inspections.models import InspectionRecord, Visit
from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import Draw, ObjectTask, SubTask, Task

SOURCES = ("plan", "ad_hoc", "assigned", "complaint")
RESULTS = ("no_problem", "rectified", "unreachable", "no_such_activity", "pending_follow_up")


@dataclass(frozen=True)
class Done:
    """What one department did at one object, as the maker of the year knows it."""

    task: int
    drawn: date
    department: str
    is_lead: bool
    is_joint: bool
    source: str
    origin: str
    is_enterprise: bool
    by_class: bool
    object: int
    result: str
    signed: date | None


def make_year(county: County, seed: int = 7, tasks: int = 24) -> list[Done]:
    """Write a year into the database and return what it consists of."""
    random = Random(seed)
    objects = [_object(county, n, random) for n in range(40)]
    done: list[Done] = []
    for serial in range(1, tasks + 1):
        lead, other = random.sample([county.market, county.fire], 2)
        is_joint = random.random() < 0.4
        by_class = random.random() < 0.5
        task = _task(county, lead, serial, random, is_joint=is_joint, by_class=by_class)
        drawn = date(2026, 1, 5) + timedelta(days=random.randrange(340))
        moment = datetime(drawn.year, drawn.month, drawn.day, 3, tzinfo=UTC)
        is_drawn = random.random() < 0.9
        Draw.objects.create(
            task=task,
            draw_id=f"130136-2026-{serial:04d}",
            reveal_by=moment,
            frozen_by="operator",
            drawn_at=moment if is_drawn else None,
        )
        parts = [lead, other] if is_joint else [lead]
        chosen = random.sample(objects, random.randrange(1, 8))
        for department in parts:
            sub_task = SubTask.objects.create(
                task=task, department=department, is_lead=department == lead, frame=department.code
            )
            for inspected in chosen if department == lead else chosen[: len(chosen) // 2 + 1]:
                made = _object_task(task, sub_task, inspected, drawn, random)
                if not is_drawn or made.state == "not_mine" or task.state == "voided":
                    continue
                record = getattr(made, "record", None)
                signed = record.signed_at.date() if record else None
                done.append(
                    Done(
                        task=task.pk,
                        drawn=drawn,
                        department=department.code,
                        is_lead=department == lead,
                        is_joint=is_joint,
                        source=task.source,
                        origin=task.origin,
                        is_enterprise=inspected.kind == "enterprise",
                        by_class=by_class,
                        object=inspected.pk,
                        result=record.result if record else "",
                        signed=signed,
                    )
                )
    return done


def _object(county: County, number: int, random: Random) -> InspectionObject:
    code = f"91130136MA00{number:06d}"
    return InspectionObject.objects.create(
        code=code,
        key=code,
        name=f"澄川县第{number}商店",
        kind=random.choice(["enterprise", "enterprise", "self_employed"]),
        region=county.region,
    )


def _task(
    county: County,
    lead: Department,
    serial: int,
    random: Random,
    *,
    is_joint: bool,
    by_class: bool,
) -> Task:
    is_void = random.random() < 0.08
    return Task.objects.create(
        number=f"1301362026{serial:04d}",
        title=f"抽查任务{serial}",
        year=2026,
        region=county.region,
        lead_department=lead,
        source=random.choice(SOURCES),
        reason="专项安排",
        origin=random.choice(["own", "assigned_from_city", "assigned_from_province"]),
        mode="county_county",
        joint_scope="cross_department" if is_joint else "internal",
        draw_kind="untargeted",
        period_from=date(2026, 1, 1),
        period_to=date(2026, 12, 31),
        risk_scheme="generic" if by_class else "",
        disclosing="confidential" if by_class else "immediate",
        state="voided" if is_void else "in_progress",
        void_reason="方案有误" if is_void else "",
        drafted_by="lead",
    )


def _object_task(
    task: Task, sub_task: SubTask, inspected: InspectionObject, drawn: date, random: Random
) -> ObjectTask:
    chance = random.random()
    if chance < 0.1:
        return ObjectTask.objects.create(
            task=task,
            sub_task=sub_task,
            object=inspected,
            state="not_mine",
            not_mine_reason="不属本部门",
        )
    made = ObjectTask.objects.create(task=task, sub_task=sub_task, object=inspected)
    signed = drawn + timedelta(days=random.randrange(1, 60))
    if chance > 0.2 and signed.year == 2026:
        moment = datetime(signed.year, signed.month, signed.day, 3, tzinfo=UTC)
        visit, _ = Visit.objects.get_or_create(task=task, object=inspected)
        InspectionRecord.objects.create(
            object_task=made,
            visit=visit,
            result=random.choice(RESULTS),
            entered_by="inspector",
            signed_at=moment,
            submitted_at=moment,
        )
    return made
