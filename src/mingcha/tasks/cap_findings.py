"""Which caps the pool of a task meets, asked before its approval (dossier C.3 step 3, E.2).

The freeze leaves out whom a cap keeps back. A source that a cap exempts is not kept back: then the
objects are named, so that the head says on what ground they are checked beyond it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from mingcha.orgs.parameters import CATALOGUE
from mingcha.tasks.caps import at_cap, caps_concerning
from mingcha.tasks.models import Task
from mingcha.tasks.pool_query import CAP, at_general_cap, candidates, is_exempt

_NAMED = 3


@dataclass(frozen=True, slots=True)
class CapMet:
    """A cap, how many objects of the pool have reached it, and the first of them by name."""

    title: str
    number: int
    names: list[str]
    is_exempt: bool

    @property
    def told(self) -> str:
        """Return it as a clause."""
        more = "等" if self.number > len(self.names) else ""
        return f"{'、'.join(self.names)}{more} {self.number:,} 户已达到《{self.title}》"


def caps_met(task: Task, on: date) -> list[CapMet]:
    """Return the caps that objects of the lead's frame have reached, as the freeze would ask them."""
    rows = candidates(task.sub_tasks.select_related("task").get(is_lead=True), on).order_by()
    return [*_kept_back(rows), *_not_kept_back(task, rows.filter(exclusion=""), on)]


def _kept_back(rows: QuerySet[Any]) -> list[CapMet]:
    capped = rows.filter(exclusion=CAP)
    counted = capped.values_list("exclusion_note").annotate(Count("pk")).order_by("exclusion_note")
    return [
        CapMet(
            note or _general(),
            number,
            _first(capped.filter(exclusion_note=note)),
            is_exempt=False,
        )
        for note, number in counted
    ]


def _not_kept_back(task: Task, drawable: QuerySet[Any], on: date) -> list[CapMet]:
    beyond = [
        (rule.title, drawable.filter(pk__in=at_cap(rule, on, but=task)))
        for rule in caps_concerning(task, on)
        if task.source in rule.exempt_sources
    ]
    if is_exempt(task, on):
        beyond.append((_general(), drawable.filter(at_general_cap(task, on))))
    counted = [(title, rows.count(), rows) for title, rows in beyond]
    return [
        CapMet(title, number, _first(rows), is_exempt=True)
        for title, number, rows in counted
        if number
    ]


def _first(rows: QuerySet[Any]) -> list[str]:
    return list(rows.order_by("code").values_list("name", flat=True)[:_NAMED])


def _general() -> str:
    return CATALOGUE["cap.visits_per_year"].title
