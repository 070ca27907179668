"""Reading a region's 1+X list, and finding what could stand in it (R-007)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department, Region
from mingcha.registers.models import IndustryCheck, InspectionItem, InspectionObject, ItemVersion
from mingcha.registers.selectors.shown_facts import Facts

_PARTS = re.compile(r"[、，,；;。（）()和及与\s]+")
_SHORTEST = 2
_MOST = 30
_EVERYBODY = frozenset(
    "企业 个体工商户 农民专业合作社 合作社 市场主体 经营者 经营单位 生产经营单位 商业单位 单位 各类企业 其他 等".split()
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as pages show it: what the lead inspects, and what others do by department.

    ``lead`` is the initiating item as it is in force, ``further`` the lead's other items, ``gone``
    the codes of those that are no longer in force.
    """

    check: IndustryCheck
    lead: ItemVersion | None
    further: list[str]
    parts: list[tuple[str, list[str]]]
    gone: list[str]

    @property
    def is_complete(self) -> bool:
        """Tell whether a joint task can be made of it: the lead has an item in force for it."""
        return self.lead is not None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An industry that items of several departments name."""

    industry: str
    versions: list[ItemVersion]

    @property
    def departments(self) -> list[str]:
        """Return the departments' short names, each once."""
        return list(dict.fromkeys(v.item.department.short_name for v in self.versions))


def facts_of(check: IndustryCheck) -> Facts:
    """Return what the form of a row shows of it, by title (``shown_facts``)."""
    items = check.items.order_by("department_id", "code").select_related("department")
    own = [each.code for each in items if each.department_id == check.department_id]
    others = [
        f"{each.department.short_name} {each.code}"
        for each in items
        if each.department_id != check.department_id
    ]
    cooperating = check.cooperating.order_by("pk").values_list("short_name", flat=True)
    return {
        "行业": check.industry,
        "任务名称": check.title,
        "名录中的行业": "、".join(check.object_industries),
        "发起事项": check.lead_item.code if check.lead_item else "",
        "配合部门事项": "、".join(others),
        "其他配合部门": "、".join(cooperating),
        "本部门一并检查的事项": "、".join(own),
        "部门分工和备注": check.note,
    }


def visible_checks(user: User) -> QuerySet[IndustryCheck]:
    """Return the rows of the user's region: what is joint is seen by all who may join."""
    require(user, Permission.REGISTER_VIEW)
    return _with_items(IndustryCheck.objects.filter(region__prefix__startswith=user.region.prefix))


def _with_items(checks: QuerySet[IndustryCheck]) -> QuerySet[IndustryCheck]:
    in_force = ItemVersion.objects.filter(state="published")
    return checks.select_related("department", "lead_item").prefetch_related(
        "cooperating",
        "items__department",
        Prefetch("items__versions", in_force, to_attr="in_force"),
        Prefetch("lead_item__versions", in_force, to_attr="in_force"),
    )


def get_check(user: User, pk: int) -> IndustryCheck:
    """Return a row of the user's region; raises NotFound."""
    found = visible_checks(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def row_of(check: IndustryCheck) -> Row:
    """Return a row of ``visible_checks`` with its items in words; a department may have none yet."""
    parts: dict[str, list[str]] = defaultdict(list)
    further: list[str] = []
    gone: list[str] = []
    lead = version_in_force(check.lead_item) if check.lead_item else None
    if check.lead_item and lead is None:
        gone.append(check.lead_item.code)
    for item in check.items.all():
        version = version_in_force(item)
        if version is None:
            gone.append(item.code)
            continue
        is_own = item.department_id == check.department_id
        of_whom = further if is_own else parts[item.department.short_name]
        of_whom.append(f"{item.code} {version.name}")
    for department in check.cooperating.all():
        parts.setdefault(department.short_name, [])
    return Row(check, lead, further, list(parts.items()), gone)


def version_in_force(item: InspectionItem) -> ItemVersion | None:
    """Return the version in force of an item of these rows, None where it was retired."""
    versions: list[ItemVersion] = item.in_force  # type: ignore[attr-defined]  # prefetched above
    return versions[0] if versions and not item.retired_on else None


def rows_in_use(department: Department) -> QuerySet[IndustryCheck]:
    """Return the rows that a department leads, without those that were retired."""
    return IndustryCheck.objects.filter(department=department, retired_on=None)


def complete_rows(department: Department) -> list[IndustryCheck]:
    """Return the rows in use that a department leads by an item in force, with their items."""
    rows = _with_items(rows_in_use(department).exclude(lead_item=None)).order_by("industry")
    return [row for row in rows if row.lead_item and version_in_force(row.lead_item)]


def joinable_items(region: Region) -> QuerySet[ItemVersion]:
    """Return the items in force of all inspecting bodies of a region."""
    found = ItemVersion.objects.filter(
        state="published",
        item__retired_on=None,
        item__department__region=region,
        item__department__is_inspecting_body=True,
    )
    return found.select_related("item__department").order_by("item__department_id", "item__code")


def suggestions(user: User) -> list[Suggestion]:
    """Return industries that items of the own and of other departments name, not yet in the list.

    An industry is a word of the registers' industries or of the items' objects; words that name
    everybody say nothing.
    """
    department = user.department
    if department is None:
        return []
    versions = list(joinable_items(department.region))
    taken = visible_checks(user).filter(retired_on=None).values_list("industry", flat=True)
    words = _words(versions) | industries(department.region)
    found = []
    for word in sorted(words - set(taken)):
        naming = [version for version in versions if stem(word) in version.objects_text]
        departments = {version.item.department_id for version in naming}
        if department.pk in departments and len(departments) > 1:
            found.append(Suggestion(word, naming))
    return sorted(found, key=lambda each: -len(each.departments))[:_MOST]


def _words(versions: list[ItemVersion]) -> set[str]:
    words = {word for version in versions for word in _PARTS.split(version.objects_text)}
    return {word for word in words if len(word) >= _SHORTEST and word not in _EVERYBODY}


def industries(region: Region) -> set[str]:
    """Return the industries of the region's objects, as the registers write them."""
    objects = InspectionObject.objects.filter(region__prefix__startswith=region.prefix)
    return set(
        objects.exclude(industry="").order_by().values_list("industry", flat=True).distinct()
    )


def stem(word: str) -> str:
    """Return the word without 业, so that 餐饮业 is found in 餐饮服务单位."""
    return word.removesuffix("业") if len(word) > _SHORTEST else word
