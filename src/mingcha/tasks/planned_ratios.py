"""What a plan line's ratios come to when a task is made of it: one exact amount a class.

A plan may leave something to decide (≥3%, 3%-5%) or go by how many objects there are; a draw may
not (protocol section 3). The least that meets the line is taken, by the objects there are now.
"""

from __future__ import annotations

from collections.abc import Mapping

from mingcha.core.planning.quota import Quota
from mingcha.plans.frequencies import levels_in_turn
from mingcha.plans.models import PlanLine
from mingcha.plans.ratios import ALL, quotas_of
from mingcha.registers.selectors.strata import sizes_by_stratum


def ratios_of_line(line: PlanLine, turn: int = 1) -> dict[str, str]:
    """Return the ratios of a task that executes the line, as tasks write them.

    ``turn`` counts the line's draws of the year: classes that are not drawn so often have 0%. What
    is no quota of a plan stays as it is written: the task's own check says so.
    """
    in_turn = levels_in_turn(line, turn)
    quotas = quotas_of(line.ratios)
    sizes = _sizes(line) if any(len(quota.tiers) > 1 for quota in quotas.values()) else {}
    exact = {level: _exact(quota, sizes.get(level, 0)) for level, quota in quotas.items()}
    return {
        level: text if level in in_turn else "0%"
        for level, text in {**line.ratios, **exact}.items()
    }


def _exact(quota: Quota, objects: int) -> str:
    amount = quota.tier(objects).planned
    if not amount.number:
        return "0%"
    return amount.told if amount.is_share else str(amount.number)


def _sizes(line: PlanLine) -> Mapping[str, int]:
    sizes = sizes_by_stratum(line.version.plan.department, line.object_filter, line.labels)
    return {**sizes, ALL: sum(sizes.values())}
