"""The city above the small county, with people of its own who plan, approve and draw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from superior import make_superior

if TYPE_CHECKING:
    from county import County


def make_city(county: County) -> County:
    """Return the city as the tests' helpers take a county; its towns are the county's.

    ``market`` is the city's department of the market line; lead, head and operator are its people.
    """
    from mingcha.accounts.models import RoleGrant, User

    superior = make_superior(county)
    department = superior.department
    operator = User(
        username="city_operator",
        name="city_operator",
        region=department.region,
        department=department,
        must_change_password=False,
    )
    operator.set_unusable_password()
    operator.save()
    RoleGrant.objects.create(user=operator, role="draw_operator", granted_by="setup")
    people = {"lead": superior.lead, "head": superior.head, "operator": operator}
    return replace(
        county,
        region=department.region,
        market=department,
        people={**county.people, **people},
    )
