"""Which departments send the inspectors of a department's part, by the task's mode (R-041)."""

from __future__ import annotations

from django.db.models import Q

from mingcha.orgs.models import Department
from mingcha.plans.modes import inspecting
from mingcha.registers.models import Inspector
from mingcha.tasks.models import SubTask


def senders_of(part: SubTask) -> dict[int, Department]:
    """Return the departments by their keys."""
    rows = Department.objects.filter(inspecting(part.task.mode, part.department))
    return {department.pk: department for department in rows}


def is_sent_by(part: SubTask, inspector: Inspector) -> bool:
    """Tell whether an inspector is of a department that sends for the part."""
    return inspector.department_id in senders_of(part)


def from_senders(part: SubTask) -> Q:
    """Return the condition on inspectors that they may be sent for the part.

    Of the part's own department only those of the chosen units, where some were chosen (R-022).
    """
    senders = set(senders_of(part))
    lower = Q(department__in=senders - {part.department_id})
    if part.department_id not in senders:
        return lower
    units = [unit.pk for unit in part.units.all()]
    own = Q(department=part.department_id)
    return lower | (own & Q(unit__in=units) if units else own)
