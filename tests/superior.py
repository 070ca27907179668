"""The city's department of the market line, whose list the county claims from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from county import County

    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department
    from mingcha.registers.models import ItemVersion

TEXT: dict[str, Any] = {
    "category": "广告监管",
    "name": "广告发布登记检查",
    "basis": "《广告法》第二十九条规定，广播电台、电视台从事广告发布业务应当办理登记",
    "body": "安澜市市场监督管理局",
    "content": "广告发布登记是否真实有效",
    "methods": ["on_site"],
}


@dataclass
class Superior:
    """The city's department with the two people who make its list."""

    department: Department
    lead: User
    head: User

    def in_force(self, code: str, **text: Any) -> ItemVersion:
        """Put an item in force; ``check_points`` may be among the text."""
        from mingcha.registers.actions import items

        points = text.pop("check_points", ["是否登记"])
        version = items.create_item(
            by=self.lead,
            department=self.department,
            code=code,
            text=TEXT | {"name": f"{code} 检查"} | text,
            check_points=points,
        )
        return self.published(version)

    def amended(self, version: ItemVersion, check_points: Any = None, **text: Any) -> ItemVersion:
        """Put a new version of an item in force."""
        from mingcha.registers.actions import items

        newer = items.amend_item(by=self.lead, item=version.item)
        items.edit_item(by=self.lead, version=newer, text=text, check_points=check_points)
        return self.published(newer)

    def published(self, version: ItemVersion) -> ItemVersion:
        """Put a draft in force."""
        from mingcha.registers.actions import items
        from mingcha.registers.models import ItemVersion

        items.submit_item(by=self.lead, version=version)
        items.approve_item(by=self.head, version=version)
        items.publish_item(by=self.lead, version=version)
        return ItemVersion.objects.get(pk=version.pk)


def make_superior(county: County) -> Superior:
    """Set the city's department up."""
    from mingcha.orgs.models import Department

    city = county.region.parent
    assert city is not None
    department = Department.objects.create(
        code="SCJG",
        name="安澜市市场监督管理局",
        short_name="市市场监管局",
        line=county.market.line,
        region=city,
    )
    return Superior(
        department, _user(department, "city_lead"), _user(department, "city_head", "dept_head")
    )


def _user(department: Department, username: str, role: str = "dept_lead") -> User:
    from mingcha.accounts.models import RoleGrant, User

    user = User(
        username=username,
        name=username,
        region=department.region,
        department=department,
        must_change_password=False,
    )
    user.set_unusable_password()
    user.save()
    RoleGrant.objects.create(user=user, role=role, granted_by="setup")
    return user


def publish_claim(county: County, draft: ItemVersion) -> ItemVersion:
    """Put the county's draft of a claimed item in force."""
    from mingcha.registers.actions import items
    from mingcha.registers.models import ItemVersion

    items.submit_item(by=county.lead, version=draft)
    items.approve_item(by=county.head, version=draft)
    items.publish_item(by=county.lead, version=draft)
    return ItemVersion.objects.get(pk=draft.pk)
