"""Finding a region of the platform by the code that a file gives."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from mingcha.orgs.models import Department, Region

_SHORTEST = 2


class Place(NamedTuple):
    """A region's code; whether it is that of the code asked for; whether it replaced that one."""

    code: str
    is_exact: bool
    is_replacement: bool = False


class Places:
    """All regions; a code that is none falls back to the nearest one above it."""

    def __init__(self, department: Department) -> None:
        """Load the regions; what lies nowhere lies in the department's own."""
        regions = Region.objects.values_list("prefix", "code", "name", "successor")
        self.names = {code: name for _, code, name, _ in regions}
        self._codes = {prefix: code for prefix, code, _, _ in regions}
        self._successors = {code: after for _, code, _, after in regions if after}
        self._own = department.region_id
        self.find = lru_cache(maxsize=None)(self._find)

    def _find(self, code: str) -> Place:
        if code in self.names:
            return self._today(code, is_exact=True)
        for length in range(len(code), _SHORTEST - 1, -1):
            if code[:length] in self._codes:
                found = self._codes[code[:length]]
                return self._today(found, is_exact=length == len(code))
        return Place(self._own, is_exact=False)

    def _today(self, code: str, *, is_exact: bool) -> Place:
        """Return the place that stands for this one now; a ring is walked once."""
        now, passed = code, {code}
        while (after := self._successors.get(now)) and after not in passed:
            passed.add(after)
            now = after
        return Place(now, is_exact=is_exact, is_replacement=now != code)
