"""A task that has been issued: two departments, one object each to visit together, their teams."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from certificates import officer_with

if TYPE_CHECKING:
    from county import County

    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department
    from mingcha.registers.models import InspectionObject, Inspector, ItemVersion
    from mingcha.tasks.models import ObjectTask, SubTask, Task

BEIJING = ZoneInfo("Asia/Shanghai")
THAT_DAY = datetime(2026, 9, 16, 9, 30, tzinfo=BEIJING)  # a Wednesday


@dataclass
class Issued:
    """The task and its parts; ``market_part`` and ``fire_part`` share ``shop``'s visit."""

    county: County
    task: Task
    shop: InspectionObject
    market_part: ObjectTask
    fire_part: ObjectTask
    licence: ItemVersion
    address: ItemVersion
    people: dict[str, Inspector]


def issue_case(county: County) -> Issued:
    """Build the case: 韩雪 and 杨柳 for the market bureau, 何燕 and a colleague for the fire service."""
    from mingcha.registers.models import InspectionObject

    people = {
        "inspector": inspector(county.market, "M01", county.inspector),
        "colleague": inspector(county.market, "M02", county.colleague),
        "spare": inspector(county.market, "M03", None, "冯远"),
        "fire_inspector": inspector(county.fire, "F01", county.fire_inspector),
        "fire_colleague": inspector(county.fire, "F02", None, "田禾"),
    }
    shop = InspectionObject.objects.create(
        code="91130136MA00000011",
        key="U91130136MA00000011",
        name="城关镇老槐树面馆",
        kind="self_employed",
        region=county.towns[1],
        address="城关镇槐树街21号",
    )
    licence = item(
        county.market, "SCJG-01", "营业执照检查", ["营业执照在显著位置悬挂", "登记事项与实际一致"]
    )
    address = item(county.market, "SCJG-02", "住所检查", [])
    fire = item(county.fire, "XFJY-01", "疏散通道检查", ["疏散通道畅通"])
    task = make_task(county)
    market_sub = sub_task(task, county.market, [licence, address], lead=True)
    fire_sub = sub_task(task, county.fire, [fire], lead=False)
    return Issued(
        county,
        task,
        shop,
        object_task(market_sub, shop, [people["inspector"], people["colleague"]]),
        object_task(fire_sub, shop, [people["fire_inspector"], people["fire_colleague"]]),
        licence,
        address,
        people,
    )


def make_task(county: County, number: str = "13013620260001") -> Task:
    from mingcha.tasks.models import Task

    return Task.objects.create(
        number=number,
        title="餐饮行业综合监管双随机抽查",
        year=2026,
        region=county.region,
        lead_department=county.market,
        source="ad_hoc",
        reason="专项",
        mode="county_county",
        joint_scope="cross_department",
        draw_kind="untargeted",
        period_from=date(2026, 9, 1),
        period_to=date(2026, 12, 31),
        disclosing="immediate",
        state="issued",
        drafted_by="lead",
        issued_at=datetime(2026, 9, 1, 9, 0, tzinfo=BEIJING),
    )


def sub_task(
    task: Task, department: Department, items: list[ItemVersion], *, lead: bool
) -> SubTask:
    from mingcha.tasks.models import SubTask

    made = SubTask.objects.create(
        task=task,
        department=department,
        is_lead=lead,
        frame=department.code,
        state="compared",
    )
    made.items.set(items)
    return made


def object_task(part: SubTask, thing: InspectionObject, team: list[Inspector]) -> ObjectTask:
    from mingcha.tasks.models import ObjectTask, TeamMember

    made = ObjectTask.objects.create(task=part.task, sub_task=part, object=thing, state="notified")
    TeamMember.objects.bulk_create(
        TeamMember(object_task=made, inspector=who, slot=n, is_leader=n == 0)
        for n, who in enumerate(team)
    )
    return made


def inspector(
    department: Department, staff_no: str, user: User | None, name: str = ""
) -> Inspector:
    return officer_with(
        department=department,
        unit=department.units.first(),
        user=user,
        staff_no=staff_no,
        name=user.name if user else name,
        certificate_no=f"0301{staff_no}",
        until=date(2027, 12, 31),
        region=department.region,
    )


def item(department: Department, code: str, name: str, questions: list[str]) -> ItemVersion:
    from mingcha.registers.models import CheckPoint, InspectionItem, ItemVersion

    version = ItemVersion.objects.create(
        item=InspectionItem.objects.create(department=department, code=code),
        number=1,
        state="published",
        category="综合监管",
        name=name,
        basis="《企业信息公示暂行条例》第十四条",
        body=department.name,
        content=name,
        methods=["on_site"],
        drafted_by="lead",
    )
    CheckPoint.objects.bulk_create(
        CheckPoint(
            version=version,
            order=n,
            question=question,
            guidance="现场查看",
            phrases=["未悬挂", "悬挂位置不显著"],
        )
        for n, question in enumerate(questions, start=1)
    )
    return version


def photo(
    colour: str = "steelblue", kind: str = "JPEG", size: tuple[int, int] = (640, 480)
) -> bytes:
    """Return a picture's bytes."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def holidays_2026() -> None:
    """Enter the National Day of 2026 and its make-up days, and the Mid-Autumn holiday."""
    from mingcha.orgs.models import CalendarDay

    off = [date(2026, 9, 25), *(date(2026, 10, n) for n in range(1, 8))]
    made_up = [date(2026, 9, 20), date(2026, 10, 10)]
    CalendarDay.objects.bulk_create(
        [
            *(CalendarDay(date=day, is_workday=False, name="假日") for day in off),
            *(CalendarDay(date=day, is_workday=True, name="调休") for day in made_up),
        ]
    )
