"""Events of the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChanged(Event):
    """A department or unit was made or renamed; the subject is its name now."""

    type: ClassVar[str] = "organisation.changed"
    title: ClassVar[str] = "机构变动"
    action: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionsLoaded(Event):
    """A list of divisions was taken over."""

    type: ClassVar[str] = "organisation.regions"
    title: ClassVar[str] = "行政区划载入"
    new: int
    renamed: int
    replaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSet(Event):
    """A parameter got a value in a scope, or none any more; the subject is its key."""

    type: ClassVar[str] = "parameter.set"
    title: ClassVar[str] = "参数变动"
    scope: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged(Event):
    """A day became a holiday, a working day, or ordinary again; the subject is the day."""

    type: ClassVar[str] = "calendar.changed"
    title: ClassVar[str] = "节假日变动"
    before: str
    after: str
    reason: str
