"""How many inspectors each slot has to choose from, before the plan is sealed (section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.assignment.pool_sizes import PoolSize, Verdict, pool_sizes
from mingcha.core.assignment.slots import SlotRule
from mingcha.core.assignment.wording import Names, pool_size_texts
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.selection import Registers
from mingcha.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class PoolReview:
    """The size of the smallest pool (None without any slot), and sentences about small ones."""

    smallest: int | None
    small_pools: list[str]


def review_pools(
    plan: Plan, inspectors: Sequence[Inspector], registers: Registers, names: Names
) -> PoolReview:
    """Tell which pools are small; Refusal where no round can fill the team of one object."""
    teams = _possible_teams(plan, registers)
    valid_on = plan.assignment.valid_on
    rounds = [pool_sizes(inspectors, rules, teams, valid_on) for rules in _rules_by_round(plan)]
    hopeless = [sizes[0] for sizes in zip(*rounds, strict=True) if all(map(_is_too_small, sizes))]
    if hopeless:
        raise Refusal("\n".join(pool_size_texts(hopeless, names)))
    small = [size for size in rounds[0] if size.verdict is not Verdict.FINE]
    smallest = min((size.size for size in rounds[0]), default=None)
    return PoolReview(smallest, pool_size_texts(small, names))


def _is_too_small(size: PoolSize) -> bool:
    return size.verdict is Verdict.REFUSE


def _rules_by_round(plan: Plan) -> list[list[SlotRule]]:
    """Return the slots' rules in the first round, then as each fallback round relaxes them."""
    rules = [slot.rule for slot in plan.assignment.slots]
    relaxed = [
        [other or rule for other, rule in zip(fallback, rules, strict=True)]
        for fallback in plan.assignment.fallback
    ]
    return [rules, *relaxed]


def _possible_teams(plan: Plan, registers: Registers) -> set[tuple[tuple[int, str], ...]]:
    """Return the different teams (j, region) that an eligible object could be given."""
    slots_of = {
        frame.code: [j for j, slot in enumerate(plan.assignment.slots) if slot.frame == frame.code]
        for frame in plan.frames
    }
    return {
        tuple((j, region) for frame, region in standing for j in slots_of[frame])
        for standing in registers.standings()
    }
