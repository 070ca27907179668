"""Two lines drawn many times over the objects that their registers have now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from django.db import transaction
from django.db.models import Case
from django.db.models.functions import Coalesce

from mingcha.core.planning.quota import Quota
from mingcha.core.planning.simulation import Run, SimulatedFrame, simulate
from mingcha.foundation import clock
from mingcha.foundation.bulk_query import bulk_queries
from mingcha.plans.models import PlanLine
from mingcha.plans.ratios import ALL, quotas_of
from mingcha.registers.selectors.labels import label_of
from mingcha.registers.selectors.risk_levels import level_of
from mingcha.reports.desk.classes import classes_of
from mingcha.reports.desk.pool import objects_to_draw

_TICKETS = 1_500_000
_MOST_RUNS, _LEAST_RUNS = 20, 2


@dataclass(frozen=True, slots=True)
class Simulation:
    """The runs, and how many visits there were on average."""

    runs: Sequence[Run]

    @property
    def apart(self) -> int:
        """Return the visits when both draw for themselves."""
        return round(mean(run.apart for run in self.runs))

    @property
    def together(self) -> int:
        """Return the visits when both draw in one window, with the same tickets."""
        return round(mean(run.together for run in self.runs))

    @property
    def repeated(self) -> int:
        """Return how many objects both visit when they draw for themselves."""
        return round(mean(run.repeated for run in self.runs))


def simulated(lines: Sequence[PlanLine]) -> Simulation:
    """Draw the lines over the real registers; the larger these are, the fewer times."""
    frames = [_frame(line) for line in lines]
    size = sum(len(ids) for frame in frames for ids in frame.objects.values())
    runs = max(_LEAST_RUNS, min(_MOST_RUNS, _TICKETS // (2 * size or 1)))
    return Simulation(simulate(frames, runs))


def _frame(line: PlanLine) -> SimulatedFrame:
    quotas = quotas_of(line.ratios)
    strata: dict[str, list[str]] = {level: [] for level in quotas}
    drawn = objects_to_draw(line).annotate(level=_level(line))
    with transaction.atomic(), bulk_queries():
        for key, found in drawn.values_list("key", "level"):
            place = ALL if ALL in strata else found
            if place in strata:
                strata[place].append(key)
    return SimulatedFrame(strata, _sizes(strata, quotas))


def _level(line: PlanLine) -> Case | Coalesce:
    if line.labels:
        return label_of(line.labels, clock.today())
    department = line.version.plan.department
    classes = classes_of([department]).of(department)
    return level_of(classes.scheme, classes.default, clock.today())


def _sizes(strata: Mapping[str, Sequence[str]], quotas: Mapping[str, Quota]) -> dict[str, int]:
    return {level: quotas[level].planned(len(ids)) for level, ids in strata.items()}
