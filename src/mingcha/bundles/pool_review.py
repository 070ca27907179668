"""How many inspectors each slot has to choose from, before the plan is sealed (section 8)."""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.assignment.pool_sizes import Verdict, pool_sizes
from mingcha.core.assignment.wording import Names, pool_size_texts
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.registers import ELIGIBLE
from mingcha.core.draw.selection import Registers
from mingcha.core.errors import Refusal


def review_pools(
    plan: Plan, inspectors: Iterable[Inspector], registers: Registers, names: Names
) -> list[str]:
    """Tell which pools are small; Refusal where one cannot fill the team of one object."""
    rules = [slot.rule for slot in plan.assignment.slots]
    objects = _possible_teams(plan, registers)
    sizes = pool_sizes(inspectors, rules, objects, plan.assignment.valid_on)
    hopeless = [size for size in sizes if size.verdict is Verdict.REFUSE]
    if hopeless:
        raise Refusal("\n".join(pool_size_texts(hopeless, names)))
    return pool_size_texts([size for size in sizes if size.verdict is Verdict.WARN], names)


def _possible_teams(plan: Plan, registers: Registers) -> set[tuple[tuple[int, str], ...]]:
    """Return the different teams (j, region) that an eligible object could be given."""
    slots_of = {
        frame.code: [j for j, slot in enumerate(plan.assignment.slots) if slot.frame == frame.code]
        for frame in plan.frames
    }
    teams: dict[str, tuple[tuple[int, str], ...]] = {}
    for frame in plan.frames:
        for row in registers.all_rows(frame.code):
            if row.excl == ELIGIBLE:
                places = tuple((j, row.region) for j in slots_of[frame.code])
                teams[row.id] = teams.get(row.id, ()) + places
    return set(teams.values())
