"""Which departments send the inspectors of a department's part, by the task's mode (R-041)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from mingcha.orgs.models import Department
from mingcha.plans.modes import inspecting
from mingcha.registers.models import Inspector
from mingcha.registers.selectors.staff_registers import belonging
from mingcha.tasks.models import NeighbourHelp, SubTask
from mingcha.tasks.models.neighbour_help import HelpState

_OVER = ("done", "closed", "voided")


def senders_of(part: SubTask) -> dict[int, Department]:
    """Return the departments by their keys; those of a county's share are those of its part.

    A neighbour that agreed to help is one of them until the task is over (R-060).
    """
    whole = part.share_of or part
    sending = inspecting(part.task.mode, whole.department)
    if part.task.state not in _OVER:
        sending |= Q(pk__in=_agreed(whole))
    rows = Department.objects.filter(sending)
    return {department.pk: department for department in rows}


def _agreed(part: SubTask) -> QuerySet[NeighbourHelp, Any]:
    return part.helps.filter(state=HelpState.AGREED).values("department")


def is_sent_by(part: SubTask, inspector: Inspector) -> bool:
    """Tell whether an inspector is of a department that sends for the part."""
    return inspector.department_id in senders_of(part)


def from_senders(part: SubTask) -> Q:
    """Return the condition on inspectors that they may be sent for the part.

    Of the part's own department only those of the chosen units and sub-register, where some were
    chosen (R-022, R-025).
    """
    senders = set(senders_of(part))
    lower = Q(department__in=senders - {part.department_id})
    if part.department_id not in senders:
        return lower
    units = [unit.pk for unit in part.units.all()]
    own = Q(department=part.department_id)
    if units:
        own &= Q(unit__in=units)
    if part.staff_register is not None:
        own &= belonging(part.staff_register)
    return lower | own
