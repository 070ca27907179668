"""The ratios that notices set targets for (dossier B.12)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingcha.core.statistics import wanted
from mingcha.core.statistics.fact import Fact, Origin
from mingcha.core.statistics.period import Period
from mingcha.core.statistics.triple import tally


@dataclass(frozen=True, slots=True)
class Ratio:
    """``numerator`` of ``denominator``, as exact numbers."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Fraction | None:
        """The quotient; None where there is nothing to take a share of."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def basis_points(self) -> int | None:
        """The quotient in basis points, rounded down: a target is not reached by rounding."""
        return self.numerator * 10_000 // self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class ByTasksAndVisits:
    """The same share of tasks (次数) and of visits (户数)."""

    tasks: Ratio
    visits: Ratio


def coverage(
    facts: Iterable[Fact],
    period: Period,
    base: int,
    *,
    origins: Collection[Origin] = tuple(Origin),
) -> Ratio:
    """Return the share of enterprises that were drawn (R-112; by origin R-113).

    Args:
        facts: All facts of one scope, as for the other indicators.
        period: Usually a year; the draw lies in it.
        base: Enterprises existing at the end of the year before, a frozen snapshot.
        origins: Which tasks count; own and assigned ones unless told otherwise.
    """
    drawn = {
        fact.object_id
        for fact in facts
        if fact.is_enterprise and fact.draw_date in period and fact.origin in origins
    }
    return Ratio(len(drawn), base)


def joint_share(
    facts: Collection[Fact], period: Period, *, excepted: Collection[str] = ()
) -> ByTasksAndVisits:
    """Return the share of joint tasks and of visits in them (R-114, R-115, R-116).

    ``excepted`` are ids of tasks that special circumstances kept from being joint; they count
    on neither side.
    """
    counted = [fact for fact in facts if fact.task_id not in excepted]
    return _share(counted, period, wanted.joint, lambda _: True)


def class_use(facts: Collection[Fact], period: Period) -> ByTasksAndVisits:
    """Return the share of checks of enterprises that applied the credit-risk class.

    R-117 and R-118 are judged on the tasks (G-17).
    """
    return _share(facts, period, wanted.class_applied, wanted.enterprise)


def joint_class_use(facts: Collection[Fact], period: Period) -> ByTasksAndVisits:
    """Return the share of joint checks that applied the class (R-119), judged on the tasks."""
    return _share(facts, period, wanted.all_of(wanted.joint, wanted.class_applied), wanted.joint)


def publication_rate(facts: Iterable[Fact], period: Period, on: date) -> Ratio:
    """Return how many of the results that arose in the period are public on day ``on`` (R-120).

    Each department publishes its own result. What the law withholds counts on neither side.
    """
    published = [_is_public(fact, on) for fact in _publishable(facts, period)]
    return Ratio(sum(published), len(published))


def timely_publication_rate(facts: Iterable[Fact], period: Period, on: date) -> Ratio:
    """Return how many of the results whose last day was before ``on`` were public by it (R-079).

    A result without ``publication_due`` counts on neither side.
    """
    timely = [
        _is_public(fact, fact.publication_due)
        for fact in _publishable(facts, period)
        if fact.publication_due is not None and fact.publication_due < on
    ]
    return Ratio(sum(timely), len(timely))


def problem_detection_rate(facts: Iterable[Fact], period: Period) -> Ratio:
    """Return in how many of the visits a problem was found (R-107)."""
    counted = tally(facts, period)
    return Ratio(len(counted.problem_visits), len(counted.visits))


def closed_loop_rate(facts: Iterable[Fact], period: Period) -> Ratio:
    """Return of how many of the problem results of the period the follow-up is closed (R-089)."""
    closed = [
        fact.follow_up_closed for fact in facts if fact.result_date in period and fact.has_problem
    ]
    return Ratio(sum(closed), len(closed))


def _publishable(facts: Iterable[Fact], period: Period) -> Iterable[Fact]:
    return (fact for fact in facts if fact.result_date in period and not fact.is_withheld)


def _is_public(fact: Fact, on: date) -> bool:
    return fact.published_date is not None and fact.published_date <= on


def _share(
    facts: Collection[Fact],
    period: Period,
    part: Callable[[Fact], bool],
    whole: Callable[[Fact], bool],
) -> ByTasksAndVisits:
    some, every = tally(facts, period, part), tally(facts, period, whole)
    return ByTasksAndVisits(
        Ratio(len(some.tasks), len(every.tasks)), Ratio(len(some.visits), len(every.visits))
    )
