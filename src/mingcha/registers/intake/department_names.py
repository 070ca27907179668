"""What joint lists call departments: by their line of business (市场监管部门), not by their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mingcha.orgs.models import Department

_BETWEEN = re.compile(r"[、，,；;/／\n]+")
_KIND = re.compile(r"(行政)?(主管|管理)?(部门|机构|机关|单位)$")
_VAGUE = ("相关", "有关", "各部门", "其他部门")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a cell names: departments, words that are none of the region, words that name nobody."""

    departments: tuple[Department, ...]
    unknown: tuple[str, ...]
    vague: tuple[str, ...]


class DepartmentNames:
    """The departments of a region by whatever they are called."""

    def __init__(self, departments: Iterable[Department]) -> None:
        """Take departments with their lines."""
        self._names = [(each, {each.name, each.short_name, each.line.name}) for each in departments]

    def named(self, text: str) -> Named:
        """Return whom a cell names, each once, in its order."""
        words = [word for each in _BETWEEN.split(text) if (word := each.strip())]
        vague = [word for word in words if any(part in word for part in _VAGUE)]
        found = {word: self._find(word) for word in words if word not in vague}
        departments = dict.fromkeys(each for each in found.values() if each is not None)
        unknown = [word for word, each in found.items() if each is None]
        return Named(tuple(departments), tuple(unknown), tuple(vague))

    def _find(self, word: str) -> Department | None:
        """Return the one department that a word means, None where it may be none or several.

        People shorten lines and turn them round: 人社 is 人力资源和社会保障, 旅游文化 is 文化和旅游. So
        a word means the department one of whose names has all its characters.
        """
        exact = [each for each, names in self._names if word in names]
        if exact:
            return exact[0] if len(exact) == 1 else None
        bare = Counter(_KIND.sub("", word).replace("和", ""))
        if bare.total() < _SHORTEST:
            return None
        near = [each for each, names in self._names if any(bare <= Counter(n) for n in names)]
        return near[0] if len(near) == 1 else None
