"""The county's enforcement officers (执法检查人员)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mingcha.demo.chance import Chance
from mingcha.demo.county_map import COUNTY_CODE
from mingcha.demo.department import DEPARTMENTS
from mingcha.demo.person_name import person_name

if TYPE_CHECKING:
    from mingcha.demo.department import Department, Section

_STATUSES = (("在岗", 93), ("借调", 2), ("病假", 2), ("产假", 1), ("退居二线", 2))
_VALID_UNTIL = (
    (dt.date(2026, 6, 30), 3),
    (dt.date(2026, 12, 31), 5),
    (dt.date(2027, 8, 31), 22),
    (dt.date(2028, 12, 31), 34),
    (dt.date(2029, 9, 30), 24),
    (dt.date(2030, 12, 31), 12),
)


@dataclass(frozen=True, slots=True)
class Inspector:
    """One officer; ``expertise`` holds codes, ``capacity`` counts objects in one draw."""

    name: str
    staff_number: str
    department: Department
    section: Section
    certificate: str
    valid_until: dt.date
    expertise: tuple[str, ...]
    capacity: int
    status: str


@cache
def inspectors() -> tuple[Inspector, ...]:
    """Return the officers, by department and staff number."""
    return tuple(
        _inspector(department, serial)
        for department in DEPARTMENTS
        for serial in range(1, department.staff + 1)
    )


def _inspector(department: Department, serial: int) -> Inspector:
    chance = Chance(f"inspector/{department.code}/{serial}")
    return Inspector(
        name=person_name(chance),
        staff_number=f"{department.code}{serial:03d}",
        department=department,
        section=department.sections[(serial - 1) % len(department.sections)],
        certificate=f"{COUNTY_CODE}{department.certificate_series}{serial:03d}",
        valid_until=chance.pick_weighted(_VALID_UNTIL),
        expertise=_expertise(chance, department),
        capacity=8 + 2 * chance.below(9),
        status=chance.pick_weighted(_STATUSES),
    )


def _expertise(chance: Chance, department: Department) -> tuple[str, ...]:
    """Return the officer's fields in the department's order: mostly one, some two or none."""
    wanted = chance.pick_weighted(((1, 58), (2, 32), (0, 10)))
    chosen = {chance.pick(department.expertise) for _ in range(wanted)}
    return tuple(field for field in department.expertise if field in chosen)
