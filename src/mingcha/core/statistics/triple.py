"""The triple of every statistical form: how often, how many, with how many problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingcha.core.statistics.fact import Fact
from mingcha.core.statistics.period import Period

DEFINITION = "G-1/1"
"""Version of the definitions below; a report keeps it (G-1)."""

Visit = tuple[str, str]
"""One object in one task: ids of both. Several departments together make one visit."""


class Measure(StrEnum):
    """The three numbers."""

    DRAW_COUNT = "draw_count"
    OBJECT_COUNT = "object_count"
    PROBLEM_OBJECT_COUNT = "problem_object_count"

    @property
    def term(self) -> str:
        """The number's name on forms, in Chinese."""
        return _TERMS[self]


_TERMS = {
    Measure.DRAW_COUNT: "次数",
    Measure.OBJECT_COUNT: "户数",
    Measure.PROBLEM_OBJECT_COUNT: "发现问题户数",
}


@dataclass(frozen=True, slots=True)
class Triple:
    """次数、户数、发现问题户数; none may be negative."""

    draw_count: int = 0
    object_count: int = 0
    problem_object_count: int = 0

    def __post_init__(self) -> None:
        """Refuse negative numbers: a fault of the program."""
        if min(self.draw_count, self.object_count, self.problem_object_count) < 0:
            raise ValueError("no number of a triple is negative")

    def __add__(self, other: Triple) -> Triple:
        """Return the sum, number by number."""
        return Triple(*(self.value(m) + other.value(m) for m in Measure))

    def value(self, measure: Measure) -> int:
        """Return one of the three numbers."""
        number: int = getattr(self, measure.value)
        return number


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, by id, so that a face can show what lies behind each number."""

    tasks: frozenset[str] = frozenset()
    visits: frozenset[Visit] = frozenset()
    problem_visits: frozenset[Visit] = frozenset()

    @property
    def triple(self) -> Triple:
        """The numbers."""
        return Triple(len(self.tasks), len(self.visits), len(self.problem_visits))

    @property
    def objects(self) -> frozenset[str]:
        """The distinct objects visited; in several tasks, an object counts once here."""
        return frozenset(object_id for _, object_id in self.visits)


def _every(_: Fact) -> bool:
    return True


def tally(facts: Iterable[Fact], period: Period, wanted: Callable[[Fact], bool] = _every) -> Tally:
    """Count by G-1 among all facts of one scope.

    A task counts where its draw lies in the period, a visit where its first result does: a
    department that comes later does not make it count again. Of these, those count of which
    some fact is ``wanted``; a visit, of which some wanted fact has a result. It is a problem
    visit if one of the wanted results is a problem. So a narrower choice never counts more.

    Args:
        facts: All facts of the scope, wanted or not: they decide where a visit lies.
        period: The days that are counted.
        wanted: What is counted.
    """
    drawn: dict[str, date] = {}
    seen: dict[Visit, date] = {}
    tasks: set[str] = set()
    visits: set[Visit] = set()
    problems: set[Visit] = set()
    for fact in facts:
        visit = (fact.task_id, fact.object_id)
        drawn[fact.task_id] = min(fact.draw_date, drawn.get(fact.task_id, fact.draw_date))
        is_wanted = wanted(fact)
        if is_wanted:
            tasks.add(fact.task_id)
        if fact.result_date is None:
            continue
        seen[visit] = min(fact.result_date, seen.get(visit, fact.result_date))
        if is_wanted:
            visits.add(visit)
        if is_wanted and fact.has_problem:
            problems.add(visit)
    in_period = {visit for visit in visits if seen[visit] in period}
    return Tally(
        frozenset(task for task in tasks if drawn[task] in period),
        frozenset(in_period),
        frozenset(problems & in_period),
    )
