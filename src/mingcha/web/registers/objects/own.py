"""The own department's entry of an object."""

from __future__ import annotations

from django.http import HttpRequest

from mingcha.foundation.errors import NotFound
from mingcha.registers.models import RegisterEntry
from mingcha.registers.selectors.objects import get_entries
from mingcha.web.people import person


def own_entry(request: HttpRequest, pk: int) -> RegisterEntry:
    """Return it; raises NotFound where the department does not keep the object."""
    user = person(request)
    entries = get_entries(user, pk)
    found = next((each for each in entries if each.department_id == user.department_id), None)
    if found is None:
        raise NotFound
    return found
