"""Who sees what only the department's own administrators need to see of a person (R-019, R-026).

To everybody else identity and telephone numbers are masked, in lists, exports and histories.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.core.identifiers.citizen import masked_identity_number, masked_telephone
from mingcha.orgs.models import Department
from mingcha.registers.models import Inspector

PERSONAL_FIELDS = frozenset({"sex", "id_number", "phone"})
"""Fields of a person that are nobody else's business; never public."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A person's numbers as somebody may see them."""

    sex: str
    id_number: str
    phone: str
    is_whole: bool


def sees_personal(user: User, department: Department | int) -> bool:
    """Tell whether somebody sees the numbers whole: who keeps this department's register."""
    key = department if isinstance(department, int) else department.pk
    return user.department_id == key and user.may(Permission.REGISTER_EDIT)


def personal_data(user: User, one: Inspector) -> PersonalData:
    """Return a person's numbers, whole or masked."""
    if sees_personal(user, one.department_id):
        return PersonalData(one.get_sex_display(), one.id_number, one.phone, is_whole=True)
    return PersonalData(
        one.get_sex_display(),
        masked_identity_number(one.id_number),
        masked_telephone(one.phone) if one.phone else "",
        is_whole=False,
    )
