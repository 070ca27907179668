"""Whether a bundle's log segment tells the same story as its files (protocol section 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingcha.core.draw.canonical import Json, jcs
from mingcha.core.draw.conduct import Draw
from mingcha.core.draw.entropy import MISSING, Entropy
from mingcha.core.draw.log import (
    LOG_FILE,
    EntryType,
    Record,
    check_chain,
    check_course,
    parse_log,
)
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.selection import Registers
from mingcha.core.draw.succession import Succession
from mingcha.core.draw.transcript import root_and_size
from mingcha.core.errors import InvalidFile


@dataclass(frozen=True, slots=True)
class Told:
    """What the log of a drawn bundle must hold, by type of entry."""

    plan: Plan
    entropy: Entropy
    draw: Draw
    registers: Registers

    def bodies(self) -> dict[EntryType, list[Json]]:
        """Return the bodies that the files imply, in order."""
        suite, plan_hash = self.plan.suite, self.plan.hash
        placed = root_and_size(suite, self.draw.assignment_lines)
        return {
            EntryType.REGISTER: [
                {"frame": frame.code, "register": frame.register.as_json()}
                for frame in self.plan.frames
            ],
            EntryType.COMMIT: [
                {"party": promised.party, "c": promised.c} for promised in self.plan.entropy.commits
            ],
            EntryType.PLAN: [{"plan_hash": plan_hash}],
            EntryType.REVEAL: [
                {"party": reveal.party, "r": reveal.r, "plan_hash": plan_hash}
                for reveal in self.entropy.reveals
                if reveal.r != MISSING
            ],
            EntryType.ENTROPY: [self.entropy.as_json()],
            EntryType.RESULT: [root_and_size(suite, self.draw.result_lines)],
            EntryType.ASSIGN: [{"root": placed["root"], "placed": placed["size"]}],
        }


def check_log(data: bytes, told: Told) -> None:
    """Refuse a log segment that is broken, out of order, or at odds with the bundle's files.

    Replacements are made again, from the draw's own matching on: it is no more what it was.
    """
    records = parse_log(data)
    check_chain(told.plan.suite, records)
    check_course(records)
    _check_plan_entry(told.plan, records)
    for kind, bodies in told.bodies().items():
        # Registers, commitments and reveals may have come in any order of time.
        found = sorted(jcs(record.body) for record in records if record.entry.type is kind)
        if found != sorted(map(jcs, bodies)):
            raise InvalidFile(LOG_FILE, f"{kind} 记录与文件内容不符")
    Succession(told.plan, told.registers, told.draw).check_all(records)


def _check_plan_entry(plan: Plan, records: Sequence[Record]) -> None:
    for record in records:
        if record.entry.draw_id != plan.draw_id:
            raise InvalidFile(LOG_FILE, f"第 {record.entry.seq} 号记录属于 {record.entry.draw_id}")
        is_plan = record.entry.type is EntryType.PLAN
        if is_plan and (record.entry.seq, record.entry.prev) != (plan.seq, plan.prev_head):
            raise InvalidFile(LOG_FILE, "PLAN 记录的位置与计划中的 seq、prev_head 不符")
