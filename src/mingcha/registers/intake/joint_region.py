"""What a joint list is matched with: a region's departments, items in force and 1+X list (R-007)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingcha.core.identifiers.text import fold
from mingcha.core.intake.records import JointRecord
from mingcha.orgs.models import Department
from mingcha.registers.intake.department_names import DepartmentNames, Named
from mingcha.registers.models import IndustryCheck, ItemVersion
from mingcha.registers.selectors.industry_checks import industries, joinable_items, stem

Listed = Mapping[str, Any]
"""A row of a list, word for word, its columns by their keys; ``REMEMBERED`` is not of its words."""
REMEMBERED = ("item_keys", "department_keys")
"""The items and departments that a row meant when it was written into the 1+X list."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What rows of a list say in the register's terms: items of the lead and of others, departments."""

    own: tuple[ItemVersion, ...]
    others: tuple[ItemVersion, ...]
    departments: tuple[Department, ...]

    @property
    def items(self) -> dict[int, ItemVersion]:
        """All items by their keys."""
        return {version.item_id: version for version in (*self.own, *self.others)}

    @property
    def department_keys(self) -> set[int]:
        """All departments by their keys."""
        return {each.pk for each in self.departments}


def wording(row: Listed) -> dict[str, str]:
    """Return what a row says, without what it meant."""
    return {key: text for key, text in row.items() if key not in REMEMBERED}


def listed_row(record: JointRecord) -> dict[str, str]:
    """Return a row of a list as it is kept: all that it says, blank cells left out."""
    said = {
        "name": record.name,
        "object": record.object,
        "initiating": record.initiating,
        "cooperating": record.cooperating,
    } | record.fields
    return {key: text for key, text in said.items() if text}


class JointRegion:
    """The region of a department that takes a joint list in."""

    def __init__(self, department: Department) -> None:
        """Load departments and items once for a whole file."""
        self._own = department
        bodies = Department.objects.filter(region=department.region_id, is_inspecting_body=True)
        self._departments = DepartmentNames(bodies.select_related("line", "region"))
        self._items: dict[tuple[int, str], list[ItemVersion]] = defaultdict(list)
        self.in_force: dict[int, ItemVersion] = {}
        for version in joinable_items(department.region):
            self.in_force[version.item_id] = version
            self._items[version.item.department_id, _plain(version.name)].append(version)
        checks = IndustryCheck.objects.filter(region=department.region_id, retired_on=None)
        others = checks.exclude(department=department)
        self.led_by_others = dict(others.values_list("industry", "department__short_name"))
        self._leads: dict[str, tuple[int, Named]] = {}
        self._industries: set[str] | None = None

    def named(self, text: str) -> Named:
        """Return whom a cell names."""
        return self._departments.named(text)

    def lead(self, record: JointRecord) -> tuple[int, Named]:
        """Return whom the first row of the row's field names, and which row it is: the first leads."""
        first = (record.row, self.named(record.initiating))
        return self._leads.setdefault(record.area, first)

    def items_of(self, name: str, objects: str, initiating: str) -> list[ItemVersion]:
        """Return the items in force of the initiating departments that a row names.

        Of several items of one name that of the same objects is meant, else the first.
        """
        found = []
        for department in self.named(initiating).departments:
            versions = self._items.get((department.pk, _plain(name)), [])
            same = [version for version in versions if version.objects_text == objects]
            found += (same or versions)[:1]
        return found

    def matched(self, listed: Iterable[Listed]) -> Matched:
        """Return what rows of one field say: items and departments, each once."""
        items: dict[int, ItemVersion] = {}
        departments: dict[Department, None] = {}
        for row in listed:
            initiating = row.get("initiating", "")
            for version in self.items_of(row["name"], row.get("object", ""), initiating):
                items.setdefault(version.item_id, version)
            for text in (initiating, row.get("cooperating", "")):
                departments |= dict.fromkeys(self.named(text).departments)
        departments.pop(self._own, None)
        own = [each for each in items.values() if each.item.department_id == self._own.pk]
        others = [each for each in items.values() if each.item.department_id != self._own.pk]
        return Matched(tuple(own), tuple(others), tuple(departments))

    def remembering(self, row: Listed) -> dict[str, Any]:
        """Return a row together with what it means now."""
        now = self.matched([row])
        items, departments = sorted(now.items), sorted(now.department_keys)
        return wording(row) | {"item_keys": items, "department_keys": departments}

    def fresh(self, now: Matched, listed: Iterable[Listed]) -> Matched:
        """Return what of ``now`` the listed rows did not mean when they were written.

        Only this may be added to a row of the 1+X list: of the rest people have decided.
        """
        rows = list(listed)
        items, departments = (
            {key for row in rows for key in row.get(name, ())} for name in REMEMBERED
        )
        return Matched(
            tuple(each for each in now.own if each.item_id not in items),
            tuple(each for each in now.others if each.item_id not in items),
            tuple(each for each in now.departments if each.pk not in departments),
        )

    def industries_of(self, listed: Sequence[Listed]) -> list[str]:
        """Return the industries of the region's register that the rows' objects name."""
        if self._industries is None:
            self._industries = industries(self._own.region)
        objects = [row.get("object", "") for row in listed]
        return sorted(
            each for each in self._industries if any(stem(each) in text for text in objects)
        )


def _plain(name: str) -> str:
    """Return a name without what two lists write differently: width, blanks and marks."""
    return "".join(char for char in fold(name)[0] if char.isalnum())


def state_of(check: IndustryCheck) -> dict[str, Any]:
    """Return what an import of a joint list may change of a row, as rows of the import hold it."""
    return {
        "lead_item": check.lead_item_id,
        "items": sorted(check.items.values_list("pk", flat=True)),
        "cooperating": sorted(check.cooperating.values_list("pk", flat=True)),
        "object_industries": check.object_industries,
        "listed": check.listed,
    }
