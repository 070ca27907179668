"""The seats of a part's teams, and whose they are: one unit, or the city's and its counties' (R-060, R-041)."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.orgs.models import Department
from mingcha.plans.modes import OF_BOTH_LEVELS
from mingcha.tasks.models import SubTask, Task
from mingcha.tasks.models.task import Matching
from mingcha.tasks.required_tags import seats_of
from mingcha.tasks.senders import senders_of

_BELOW = "_X"
_LENGTH = 16
_WORD = "（县级）"


@dataclass(frozen=True, slots=True)
class Side:
    """Who sends to seats of a part together: a unit of the protocol, by its code and name."""

    code: str
    name: str


def sides_of(part: SubTask) -> list[Side]:
    """Return the part's own side, and where both levels inspect together its counties' (ADR 0017).

    Where nobody is below, the department is alone on its teams.
    """
    own = _own(part)
    if part.task.mode not in OF_BOTH_LEVELS or set(senders_of(part)) <= {part.department_id}:
        return [own]
    return [own, _below(part)]


def side_of(part: SubTask, sender: Department) -> Side:
    """Return on which side a sending department's people sit."""
    if part.task.mode in OF_BOTH_LEVELS and sender.pk != part.department_id:
        return _below(part)
    return _own(part)


def seats_by_side(task: Task, part: SubTask) -> list[tuple[Side, list[str]]]:
    """Return a team's seats with the codes that each asks for; none where nobody is drawn.

    A formed team takes one seat that asks for all that its side's seats ask for.
    """
    if task.matching == Matching.DIRECT:
        return []
    seats = seats_of(part)
    if task.matching == Matching.FORMED:
        seats = [sorted({code for seat in seats for code in seat})]
    return [(side, seat) for side in sides_of(part) for seat in seats]


def _own(part: SubTask) -> Side:
    return Side(part.frame, part.department.short_name)


def _below(part: SubTask) -> Side:
    return Side(part.frame[: _LENGTH - len(_BELOW)] + _BELOW, part.department.short_name + _WORD)
