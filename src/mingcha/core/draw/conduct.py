"""The whole draw: from frozen inputs and entropy to drawn objects and matched inspectors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingcha.core.assignment.cases import Case
from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.assignment.rounds import Assignment, assign
from mingcha.core.draw import keys
from mingcha.core.draw.entropy import Entropy, check_entropy, seed_of
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.sealing import sealed_assignment_line, sealed_result_line
from mingcha.core.draw.selection import FrameOutcome, Registers, select
from mingcha.core.draw.staff_lines import Conflict


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is frozen and public before the seed is known, plus the entropy."""

    plan: Plan
    entropy: Entropy
    registers: Registers
    inspectors: Sequence[Inspector]
    conflicts: Sequence[Conflict]


@dataclass(frozen=True, slots=True)
class Draw:
    """Everything that follows from the inputs but the tickets of those not drawn (``outputs``).

    The lines are without LF.
    """

    seed: str
    object_key: str
    assignment_key: str
    frames: tuple[FrameOutcome, ...]
    assignment: Assignment
    result_lines: list[str]
    assignment_lines: list[str]
    regions_differ: Sequence[str]
    conflicts_unknown: Sequence[str]


def conduct(inputs: Inputs) -> Draw:
    """Draw. Raises Refusal where the entropy or a register does not fit the plan."""
    plan = inputs.plan
    check_entropy(plan, inputs.entropy)
    seed = seed_of(plan, inputs.entropy)
    object_key = keys.key(plan.suite, seed, keys.OBJECTS)
    frames = tuple(select(plan.frames, inputs.registers, object_key))
    assignment = assign(_case(inputs, seed, frames))
    lines = _Lines(plan, keys.key(plan.suite, seed, keys.SALTS))
    return Draw(
        seed=seed,
        object_key=object_key,
        assignment_key=keys.assignment_key(plan.suite, seed, 1),
        frames=frames,
        assignment=assignment,
        result_lines=lines.result(frames),
        assignment_lines=lines.assignment(assignment),
        regions_differ=inputs.registers.regions_differ(),
        conflicts_unknown=_unknown_conflicts(inputs),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Writes the lines of who was drawn and assigned, salted in sealed modes."""

    plan: Plan
    salt_key: str

    def result(self, frames: Iterable[FrameOutcome]) -> list[str]:
        rows = (row for frame in frames for row in frame.rows)
        if not self.plan.disclosure.is_sealed:
            return [row.line for row in rows]
        return [sealed_result_line(self.plan.suite, self.salt_key, row) for row in rows]

    def assignment(self, assignment: Assignment) -> list[str]:
        lines = assignment.lines()
        if not self.plan.disclosure.is_sealed:
            return lines
        suite = self.plan.suite
        return sorted(sealed_assignment_line(suite, self.salt_key, line) for line in lines)


def _case(inputs: Inputs, seed: str, frames: Iterable[FrameOutcome]) -> Case:
    plan = inputs.plan
    rules = plan.assignment
    return Case(
        new_hash=plan.suite.new,
        key_of_round=lambda number: keys.assignment_key(plan.suite, seed, number),
        inspectors=inputs.inspectors,
        conflicts=_conflicts_by_object(inputs.conflicts),
        rules=[slot.rule for slot in rules.slots],
        fallback=rules.fallback,
        objects=_slots_by_object(plan, frames).items(),
        choices=rules.choices,
        tmax=rules.tmax,
        valid_on=rules.valid_on,
    )


def _conflicts_by_object(conflicts: Iterable[Conflict]) -> dict[str, frozenset[str]]:
    by_object: dict[str, set[str]] = {}
    for conflict in conflicts:
        by_object.setdefault(conflict.id, set()).add(conflict.iid)
    return {object_id: frozenset(iids) for object_id, iids in by_object.items()}


def _slots_by_object(
    plan: Plan, frames: Iterable[FrameOutcome]
) -> dict[str, list[tuple[int, str]]]:
    """Return each inspected object's slots: (j, region in the slot's frame)."""
    slots: dict[str, list[tuple[int, str]]] = {}
    for frame in frames:
        of_frame = [j for j, slot in enumerate(plan.assignment.slots) if slot.frame == frame.code]
        for row in frame.rows:
            if row.is_inspected and of_frame:
                slots.setdefault(row.id, []).extend((j, row.region) for j in of_frame)
    return slots


def _unknown_conflicts(inputs: Inputs) -> list[str]:
    ids = {conflict.id for conflict in inputs.conflicts}
    known_ids: set[str] = set()
    for frame in inputs.plan.frames:
        known_ids |= inputs.registers.rows(frame.code, ids - known_ids).keys()
    known_iids = {inspector.iid for inspector in inputs.inspectors}
    return sorted(
        f"{conflict.id} {conflict.iid}"
        for conflict in inputs.conflicts
        if conflict.id not in known_ids or conflict.iid not in known_iids
    )
