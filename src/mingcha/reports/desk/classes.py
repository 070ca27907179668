"""The classes by which a department draws, over cells (R-054, G-4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter_of_each
from mingcha.registers.cells import Cells, Mark
from mingcha.registers.models import RiskScheme
from mingcha.registers.models.risk_class import GENERIC, GENERIC_LEVELS
from mingcha.registers.selectors.object_cells import Sets
from mingcha.registers.selectors.risk_levels import objects_of_level


@dataclass(frozen=True, slots=True)
class Classes:
    """A scheme's levels, and the one that objects without a class count as."""

    scheme: str
    levels: Sequence[str]
    default: str

    def of_level(self, cells: Cells, level: str) -> int:
        """Return the cells of a class."""
        found = cells.marked(*self._mark(level))
        return found | self._unclassed(cells) if level == self.default else found

    def marks(self) -> set[Mark]:
        """Return the marks to be asked for that stand on the objects themselves."""
        if self.scheme != GENERIC:
            return set()
        return {self._mark(level) for level in ("", *self.levels)}

    def sets(self, on: date) -> Sets:
        """Return the sets of objects to be asked for."""
        if self.scheme == GENERIC:
            return {}
        return {
            self._mark(level): objects_of_level(self.scheme, level, on) for level in self.levels
        }

    def _unclassed(self, cells: Cells) -> int:
        if self.scheme == GENERIC:
            return cells.marked(*self._mark(""))
        classed = (cells.marked(*self._mark(level)) for level in self.levels)
        return cells.everything & ~reduce(or_, classed, 0)

    def _mark(self, level: str) -> Mark:
        if self.scheme == GENERIC:
            return "level", level
        return "class", f"{self.scheme}:{level}"


@dataclass(frozen=True, slots=True)
class ClassesOfDepartments:
    """By which classes each department draws, and the generic ones, as each has set them."""

    _own: dict[int, Classes]
    _generic: dict[int, Classes]

    def of(self, department: Department) -> Classes:
        """Return the classes of the scheme that a department has set."""
        return self._own[department.pk]

    def counted(self, department: Department, *, by_class: bool) -> Classes:
        """Return the classes by which a line's objects are judged: generic where it draws of all."""
        return (self._own if by_class else self._generic)[department.pk]

    @property
    def every(self) -> set[Classes]:
        """Return all of them, each once."""
        return {*self._own.values(), *self._generic.values()}


def classes_of(departments: Iterable[Department]) -> ClassesOfDepartments:
    """Return the classes of departments; of a scheme that was retired, those it had.

    Nobody can draw by such a scheme any more, which the plan's findings say.
    """
    every = set(departments)
    chosen = parameter_of_each("risk.scheme", every)
    defaults = parameter_of_each("risk.default_level", every)
    schemes = RiskScheme.objects.in_bulk({str(code) for code in chosen.values()})
    own, generic = {}, {}
    for pk, code in chosen.items():
        default, scheme = str(defaults[pk]), schemes.get(str(code))
        generic[pk] = Classes(GENERIC, GENERIC_LEVELS, default)
        own[pk] = Classes(str(code), tuple(scheme.levels) if scheme else (), default)
    return ClassesOfDepartments(own, generic)
