"""What a task needs to stand on: items in force, a register, inspectors and a plan in force."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from certificates import certify

if TYPE_CHECKING:
    from county import County

    from mingcha.orgs.models import Department
    from mingcha.plans.models import PlanLine
    from mingcha.registers.models import InspectionItem, InspectionObject
    from mingcha.tasks.models import Task

TODAY = (datetime.now(UTC) + timedelta(hours=8)).date()  # Beijing
LEVELS = ("A", "B", "C", "D")
BY_CLASS = {"A": "5%", "B": "10%", "C": "20%", "D": "50%"}
WHOLE = {"ALL": "10%"}
SCHEME = {
    "content": "食品经营许可、价格公示",
    "methods": ["on_site"],
    "division": "市场监管牵头，消防检查疏散通道",
    "frequency": "每年1次",
    "visit_note": "请准备营业执照",
}


def make_item(department: Department, code: str, name: str) -> InspectionItem:
    from mingcha.registers.models import InspectionItem, ItemVersion

    item = InspectionItem.objects.create(department=department, code=code)
    ItemVersion.objects.create(
        item=item,
        number=1,
        state="published",
        category="综合检查",
        name=name,
        basis="有关法规",
        body=department.name,
        content=name,
        methods=["on_site"],
        drafted_by="lead",
    )
    return item


def make_objects(county: County, number: int, **fields: Any) -> list[InspectionObject]:
    """Make enterprises spread over the towns and the classes, in the market's register."""
    from mingcha.registers.models import InspectionObject, RegisterEntry, RiskClass, RiskScheme

    scheme, _ = RiskScheme.objects.get_or_create(
        code="generic", defaults={"name": "通用", "levels": list(LEVELS)}
    )
    first = InspectionObject.objects.count()
    objects = InspectionObject.objects.bulk_create(
        InspectionObject(
            **{
                "code": f"9113013600{n:08d}",
                "key": f"9113013600{n:08d}",
                "name": f"澄川县第{n}餐饮店",
                "kind": "enterprise",
                "region": county.towns[n % 2],
                "industry": "餐饮业",
                "risk_level": LEVELS[n % 4],
            }
            | fields
        )
        for n in range(first, first + number)
    )
    RegisterEntry.objects.bulk_create(
        RegisterEntry(department=county.market, object=found) for found in objects
    )
    RiskClass.objects.bulk_create(
        RiskClass(object=found, scheme=scheme, level=found.risk_level, as_of=date(2026, 1, 1))
        for found in objects
        if found.risk_level
    )
    return objects


def make_inspectors(
    department: Department,
    number: int,
    certificate_no: str | None = None,
    until: date | None = TODAY + timedelta(days=900),
    **fields: Any,
) -> None:
    """Make people with certificates JH000000 …, or as told."""
    from mingcha.registers.models import Inspector

    first = Inspector.objects.filter(department=department).count()
    made = Inspector.objects.bulk_create(
        Inspector(
            **{
                "department": department,
                "unit": department.units.first(),
                "staff_no": f"{n:04d}",
                "name": f"检查员{n}",
                "region": department.region,
            }
            | fields
        )
        for n in range(first, first + number)
    )
    for n, one in enumerate(made, start=first):
        certify(one, f"JH{n:06d}" if certificate_no is None else certificate_no, until)


def make_line(county: County, ratios: dict[str, str], **fields: Any) -> PlanLine:
    from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion

    plan, _ = AnnualPlan.objects.get_or_create(
        department=county.market,
        year=TODAY.year,
        defaults={"region": county.region, "title": "年度计划"},
    )
    version, _ = PlanVersion.objects.get_or_create(
        plan=plan, number=1, defaults={"state": "published", "drafted_by": "lead"}
    )
    line = PlanLine.objects.create(
        **{
            "version": version,
            "line_no": version.lines.count() + 1,
            "name": "餐饮服务单位综合抽查",
            "ratios": ratios,
            "period_from": TODAY,
            "period_to": TODAY + timedelta(days=60),
        }
        | fields
    )
    line.items.set([make_item(county.market, f"SC-{line.pk:02d}", "食品经营检查")])
    return line


def make_station(
    county: County, *, objects: int = 120, joint: bool = False, ratios: Any = None
) -> PlanLine:
    """Return a line with all that its task needs; joint ones bring in the fire brigade."""
    from mingcha.registers.models import RegisterEntry

    made = make_objects(county, objects)
    make_inspectors(county.market, 12)
    line = make_line(
        county, ratios or BY_CLASS, joint_scope="cross_department" if joint else "internal"
    )
    if joint:
        line.cooperating.set([county.fire])
        make_item(county.fire, "XF-01", "疏散通道检查")
        make_inspectors(county.fire, 4)
        RegisterEntry.objects.bulk_create(
            RegisterEntry(department=county.fire, object=found) for found in made[::2]
        )
    return line


def approved_task(county: County, line: PlanLine, disclosing: str = "immediate") -> Task:
    """Take a task from its line to the approval, everybody doing their part."""
    from mingcha.registers.models import InspectionItem
    from mingcha.tasks.actions import creating, deciding, schemes

    task = creating.create_task_from_line(by=county.lead, line=line, disclosing=disclosing)
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    schemes.submit_scheme(by=county.lead, task=task)
    for part in task.sub_tasks.filter(department=county.fire):
        items = InspectionItem.objects.filter(department=county.fire)
        schemes.cosign(by=county.fire_lead, sub_task=part, items=items, team_size=2)
    deciding.approve_task(by=county.head, task=task)
    task.refresh_from_db()
    return task


def ceremony(county: County, **changes: Any) -> Any:
    from mingcha.foundation import clock
    from mingcha.tasks.ceremonies import Ceremony

    settings: dict[str, Any] = {
        "operator": county.operator,
        "witnesses": [county.witness],
        "reveal_by": tomorrow(clock.now()),
    }
    return Ceremony(**(settings | changes))


def tomorrow(now: datetime) -> datetime:
    return now + timedelta(days=1)


def frozen_task(county: County, line: PlanLine) -> Task:
    """Take a task to its frozen pool."""
    from mingcha.tasks.actions import pools

    task = approved_task(county, line)
    pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    task.refresh_from_db()
    return task
