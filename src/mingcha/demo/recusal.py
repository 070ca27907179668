"""Recusals (回避) that officers declared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mingcha.demo.chance import Chance
from mingcha.demo.entity import entities
from mingcha.demo.inspector import inspectors

RECUSAL_COUNT = 40

_RETIRED_STAFF_NUMBER = "SCJG099"

_REASONS = (
    ("配偶经营", 20),
    ("近亲属任职", 30),
    ("近亲属持股", 14),
    ("本人曾任职", 8),
    ("三年内与当事人有诉讼", 4),
    ("房屋租赁关系", 8),
    ("其他可能影响公正执法的关系", 16),
)


@dataclass(frozen=True, slots=True)
class Recusal:
    """An officer who must not inspect an entity, and why."""

    entity_code: str
    entity_name: str
    staff_number: str
    reason: str


@cache
def recusals() -> tuple[Recusal, ...]:
    """Return the recusals; the last one names an officer who has left the register."""
    declared = [_recusal(Chance(f"recusal/{index}")) for index in range(RECUSAL_COUNT - 1)]
    entity = entities()[7]
    return (*declared, Recusal(entity.code, entity.name, _RETIRED_STAFF_NUMBER, "近亲属任职"))


def _recusal(chance: Chance) -> Recusal:
    entity, inspector = chance.pick(entities()), chance.pick(inspectors())
    reason = chance.pick_weighted(_REASONS)
    return Recusal(entity.code, entity.name, inspector.staff_number, reason)
