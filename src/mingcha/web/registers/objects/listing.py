"""What the list of objects, its export and bulk tagging have in common: the filtered register."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from mingcha.accounts.models import User
from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject
from mingcha.registers.selectors.objects import register_of, registers_within, visible_objects
from mingcha.web.registers.objects.tables import ObjectFilter
from mingcha.web.registers.paging import Counted, counted, searched_once
from mingcha.web.registers.picking import ONLY, picked


@dataclass(frozen=True, slots=True)
class Listing:
    """The filter as filled in, what it finds, and the one register looked at, if it is one."""

    filter: ObjectFilter
    rows: QuerySet[InspectionObject]
    department: Department | None

    def counted(self) -> tuple[Counted, QuerySet[InspectionObject]]:
        """Return how many there are, as far as it is worth counting, and what is to be shown."""
        if self.filter.is_rare:
            return searched_once(self.rows)
        return counted(self.rows, self.filter.most), self.rows


def listing(user: User, given: QueryDict) -> Listing:
    """Return the list that a person asks for; of ticked rows, those alone."""
    departments = list(registers_within(user))
    department = departments[0] if len(departments) == 1 else None
    chosen = given.get("department", "")
    if department is None and chosen.isdigit():
        department = next((each for each in departments if each.pk == int(chosen)), None)
    rows = register_of(department) if department else visible_objects(user)
    found = ObjectFilter(given, rows, user=user, departments=departments)
    rows = found.qs
    if ONLY in given:
        rows = rows.filter(pk__in=picked(given))
    return Listing(found, rows, department)
