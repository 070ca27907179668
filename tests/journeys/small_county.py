"""A county small enough to walk through: items in force, the brigade's registers, no plan yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from county import PASSWORD, County, make_county
from registers_files import INSPECTOR_HEADS, imported, objects_file, officer, shop, workbook

if TYPE_CHECKING:
    from mingcha.orgs.models import Department

SHOPS = 10
_METHODS = ["on_site"]


def small_county() -> County:
    """Build the county; the market bureau's own registers come in through the browser."""
    from mingcha.orgs.holidays import load_holidays

    load_holidays()
    county = make_county()
    _colleague_of_the_brigade(county)
    _item(county, county.market, "lead", "head", ["营业执照悬挂在显著位置", "登记事项与实际一致"])
    _item(county, county.fire, "fire_lead", "fire_head", ["疏散通道畅通"])
    shops = objects_file(*[shop(n) for n in range(1, SHOPS + 1)])
    imported(county, shops, by=county.fire_lead)
    brigade = {"unit": "澄川县消防救援大队", "expertise": ""}
    people = [officer(n, staff_no=f"XFJY{n:03d}", name=f"消防{n}", **brigade) for n in (1, 2)]
    imported(county, workbook(INSPECTOR_HEADS, people), "inspectors", by=county.fire_lead)
    _link(county)
    return county


def objects_to_send() -> bytes:
    """The market bureau's list: good rows, and one whose code is wrong."""
    good = [shop(n) for n in range(1, SHOPS + 1)]
    return objects_file(*good, shop(99, name="写错代码的商店", code="91130136MA0000XX"))


def inspectors_to_send() -> bytes:
    """The market bureau's people: the two who have accounts."""
    people = [("M001", "韩雪"), ("M002", "杨柳")]
    rows = [
        officer(at, staff_no=number, name=name, expertise="")
        for at, (number, name) in enumerate(people, start=1)
    ]
    return workbook(INSPECTOR_HEADS, rows)


def _colleague_of_the_brigade(county: County) -> None:
    from mingcha.accounts.models import RoleGrant, User

    user = User(
        username="fire_colleague",
        name="施展",
        region=county.region,
        department=county.fire,
        unit=county.fire.units.first(),
        must_change_password=False,
    )
    user.set_password(PASSWORD)
    user.save()
    RoleGrant.objects.create(user=user, role="inspector", granted_by="setup")
    county.people["fire_colleague"] = user


def _item(
    county: County, department: Department, lead: str, head: str, questions: list[str]
) -> None:
    from mingcha.registers.actions import items

    by = county.people[lead]
    text = {
        "category": "综合检查",
        "name": f"{department.short_name}综合检查",
        "item_class": "general",
        "objects_text": "商业单位",
        "basis": "条例第十四条",
        "body": department.name,
        "content": "是否合规",
        "methods": _METHODS,
        "ratio_text": "不超过 30%",
        "ratio_limit_bp": 3000,
    }
    code = f"{department.code}-01"
    version = items.create_item(
        by=by, department=department, code=code, text=text, check_points=questions
    )
    items.submit_item(by=by, version=version)
    items.approve_item(by=county.people[head], version=version)
    items.publish_item(by=by, version=version)


def _link(county: County) -> None:
    from mingcha.registers.models import Inspector

    people = Inspector.objects.filter(department=county.fire).order_by("staff_no")
    for one, persona in zip(people, ("fire_inspector", "fire_colleague"), strict=True):
        one.user = county.people[persona]
        one.save()
