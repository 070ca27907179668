"""The people that a list's filters leave."""

from __future__ import annotations

from django.http import HttpRequest

from mingcha.foundation.errors import NotFound
from mingcha.registers.models import Inspector
from mingcha.registers.selectors.inspectors import get_inspector, visible_inspectors
from mingcha.registers.selectors.objects import registers_within
from mingcha.web.people import person
from mingcha.web.registers.inspectors.tables import InspectorFilter


def found(request: HttpRequest) -> InspectorFilter:
    """Return the filter over the inspectors within the scope."""
    user = person(request)
    departments = list(registers_within(user))
    return InspectorFilter(request.GET, visible_inspectors(user), departments=departments)


def own_inspector(request: HttpRequest, pk: int) -> Inspector:
    """Return somebody of the own department's register; raises NotFound."""
    user = person(request)
    one = get_inspector(user, pk)
    if one.department_id != user.department_id:
        raise NotFound
    return one
