"""What joint lists call departments: by their line of business (市场监管部门), not by their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mingcha.orgs.models import Department

_BETWEEN = re.compile(r"[、，,；;/／\n]+")
_BODY = re.compile(r"(部门|机构|机关|单位)$")
_KIND = re.compile(r"(行政)?(主管|管理)?(部门|机构|机关|单位)$")
_VAGUE = ("相关", "有关", "各部门", "其他部门")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a cell names: departments, and words that are none of the region or name nobody.

    ``ambiguous`` are words that may mean several departments, with their short names.
    """

    departments: tuple[Department, ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...]
    vague: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A department by its names; those of ``bare`` do not say where it is."""

    department: Department
    names: frozenset[str]
    bare: frozenset[str]
    line: str


class DepartmentNames:
    """The departments of a region by whatever they are called."""

    def __init__(self, departments: Iterable[Department]) -> None:
        """Take departments with their lines and regions."""
        self._known = [_known(each) for each in departments]

    def named(self, text: str) -> Named:
        """Return whom a cell names, each once, in its order."""
        words = [word for each in _BETWEEN.split(text) if (word := each.strip())]
        vague = [word for word in words if any(part in word for part in _VAGUE)]
        found = {word: self._find(word) for word in words if word not in vague}
        departments = dict.fromkeys(each[0] for each in found.values() if len(each) == 1)
        unknown = [word for word, each in found.items() if not each]
        ambiguous = [
            (word, tuple(department.short_name for department in each))
            for word, each in found.items()
            if len(each) > 1
        ]
        return Named(tuple(departments), tuple(unknown), tuple(ambiguous), tuple(vague))

    def _find(self, word: str) -> list[Department]:
        """Return the departments that a word may mean.

        A department's own name comes before the name of its line, which its branches share, and
        both before what people make of them: they shorten lines and turn them round, 人社 is
        人力资源和社会保障, 旅游文化 is 文化和旅游. So a word may mean whose name has all its characters,
        but not those of the place: 城市 is not in the housing bureau of a 市.
        """
        forms = _forms(word)
        ways: tuple[Callable[[_Known], bool], ...] = (
            lambda each: not forms.isdisjoint(each.names),
            lambda each: each.line in forms,
            lambda each: _has_all(each, _KIND.sub("", word)),
        )
        for is_meant in ways:
            found = [each.department for each in self._known if is_meant(each)]
            if found:
                return found
        return []


def _known(department: Department) -> _Known:
    names = {department.name, department.short_name}
    bare = {name.replace(department.region.name, "", 1) for name in names}
    line = department.line.name
    return _Known(department, frozenset(names | bare), frozenset(bare | {line}), line)


def _forms(word: str) -> set[str]:
    """Return the names that a word may stand for: 公安部门 is 公安 or 公安局."""
    short = {word, _BODY.sub("", word), _KIND.sub("", word)} - {""}
    return short | {f"{each}局" for each in short}


def _has_all(known: _Known, word: str) -> bool:
    asked = Counter(word.replace("和", ""))
    return asked.total() >= _SHORTEST and any(asked <= Counter(name) for name in known.bare)
