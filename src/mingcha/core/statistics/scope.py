"""Whose figures are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar


class Located(Protocol):
    """What belongs to a department in a region."""

    @property
    def region_code(self) -> str:
        """The region."""

    @property
    def department_id(self) -> str:
        """The department."""


_Located = TypeVar("_Located", bound=Located)


@dataclass(frozen=True, slots=True)
class Scope:
    """A region with all that lies in it, or a single department: one of both is given.

    A joint task counts once for the region, and once for each department in its own figures
    (G-1).
    """

    region: str = ""
    department: str = ""

    def __post_init__(self) -> None:
        """Refuse both or none: a fault of the program."""
        if bool(self.region) is bool(self.department):
            raise ValueError("a scope is either a region or a department")

    def covers(self, thing: Located) -> bool:
        """Tell whether ``thing`` lies in the scope."""
        if self.department:
            return thing.department_id == self.department
        return thing.region_code.startswith(_stem(self.region))

    def of(self, things: Iterable[_Located]) -> Iterator[_Located]:
        """Return those of ``things`` that lie in the scope."""
        return (thing for thing in things if self.covers(thing))


def _stem(region: str) -> str:
    """Return what the codes inside a region begin with: 130300, a city, gives 1303."""
    if len(region) == len("130000"):
        return region.removesuffix("0000").removesuffix("00")
    return region
