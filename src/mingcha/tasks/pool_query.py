"""Which objects a department's frame has, in which stratum, and which of them cannot be drawn.

One query serves the preview, which counts, and the freeze, which keeps the rows; nothing is
decided in Python. The first reason that holds is kept, in the order of ``_reasons``. Reasons are
sets of objects (``pk IN``), which the database makes once and looks every object up in; asked
object by object they take most of the time where there are millions.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from mingcha.bundles.rules import WHOLE_FRAME
from mingcha.core.workflow.object_task import FALLEN_AWAY
from mingcha.orgs.parameters import parameter
from mingcha.registers.models import InspectionObject
from mingcha.registers.models.inspection_object import RegistrationStatus
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.models.risk_class import GENERIC
from mingcha.registers.selectors.flags import marked
from mingcha.registers.selectors.labels import label_of
from mingcha.registers.selectors.merges import survivors_of
from mingcha.registers.selectors.object_filter import filtered
from mingcha.registers.selectors.risk_levels import level_of
from mingcha.tasks.caps import at_cap, caps_for, so_often
from mingcha.tasks.models import DrawnObject, ObjectTask, SubTask, Task
from mingcha.tasks.models.pool_entry import Exclusion

CAP = Exclusion.CAP_REACHED.value
_OVER = ("done", "closed", "voided")


def candidates(sub_task: SubTask, on: date) -> QuerySet[Any]:
    """Return the objects of the frame with ``stratum``, ``exclusion`` and ``exclusion_note``.

    The lead's frame is its register within the task's range; another department's is its whole
    register, as it follows what the lead draws (protocol section 7).
    """
    task = sub_task.task
    capped = [(rule, at_cap(rule, on, but=task)) for rule in caps_for(task, on)]
    here = Q(entries__department=sub_task.department_id, entries__is_active=True)
    ranged = filtered(
        InspectionObject.objects.all(), task.object_filter if sub_task.is_lead else {}
    )
    objects = ranged.annotate(entry=FilteredRelation("entries", condition=here)).filter(
        entry__isnull=False
    )
    return objects.annotate(
        level=_level(task, on),
        stratum=_stratum(task, on) if sub_task.is_lead else Value(WHOLE_FRAME, TextField()),
        exclusion=Case(
            *_reasons(task, on),
            *(When(pk__in=of, then=Value(CAP)) for _, of in capped),
            default=Value(""),
            output_field=TextField(),
        ),
        exclusion_note=Case(
            *(
                When(exclusion=Exclusion.NOT_EXISTING, status=value, then=Value(title))
                for value, title in RegistrationStatus.choices
            ),
            When(exclusion=Exclusion.REGISTER, then=F("entry__exclusion")),
            *(When(exclusion=CAP, pk__in=of, then=Value(rule.title)) for rule, of in capped),
            default=Value(""),
            output_field=TextField(),
        ),
    )


def _stratum(task: Task, on: date) -> F | Case | Value:
    if task.labels:
        return label_of(task.labels, on)
    return F("level") if task.uses_class else Value(WHOLE_FRAME, TextField())


def _reasons(task: Task, on: date) -> list[When]:
    department, region = task.lead_department, task.region
    reasons = [
        When(~Q(status=RegistrationStatus.EXISTING), then=Value(Exclusion.NOT_EXISTING.value)),
        When(~Q(entry__exclusion=""), then=Value(Exclusion.REGISTER.value)),
    ]
    exempt = is_exempt(task, on)
    if not exempt:
        in_sandbox = Q(pk__in=marked([FlagKind.SANDBOX], on))
        reasons.append(When(in_sandbox, then=Value(Exclusion.SANDBOX.value)))
    once = parameter("exclusion.inspected_this_year", region=region, department=department, on=on)
    if once and not exempt:
        reasons.append(When(pk__in=inspected_in(on), then=Value(Exclusion.INSPECTED.value)))
    reasons.append(When(_in_open_task(task), then=Value(Exclusion.OPEN_TASK.value)))
    if not exempt:
        reasons.append(When(at_general_cap(task, on), then=Value(CAP)))
    return reasons


def _level(task: Task, on: date) -> Coalesce:
    default = parameter(
        "risk.default_level", region=task.region, department=task.lead_department, on=on
    )
    return level_of(task.risk_scheme or GENERIC, str(default), on)


def inspected_in(on: date) -> QuerySet[Any, Any]:
    """Return the objects that were inspected in the year of a day (R-052).

    ``record`` is the inspection's row, of an app above this one: asked for by name alone.
    """
    done = Q(record__signed_at__year=on.year) | Q(
        state__in=("published", "corrected"), task__year=on.year
    )
    return _about(ObjectTask.objects.filter(done))


def _about(*rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Return the objects of rows, and with a merged one the object that it was merged into."""
    found = [row.order_by().values("object") for row in rows]
    merged = [survivors_of(row) for row in rows]
    return found[0].union(*found[1:], *merged, all=True)


def _in_open_task(task: Task) -> Q:
    """Sent out, or drawn and not yet sent out, in another open task of the same department."""
    sent = ObjectTask.objects.filter(task__lead_department=task.lead_department_id).exclude(
        Q(state__in=(*FALLEN_AWAY, "published", "corrected")) | Q(task__state__in=_OVER)
    )
    drawn = DrawnObject.objects.filter(
        draw__task__lead_department=task.lead_department_id,
        draw__task__state__in=("objects_drawn", "list_compared", "inspectors_drawn"),
    ).exclude(status="R")
    return Q(pk__in=_about(sent, drawn))


def is_exempt(task: Task, on: date) -> bool:
    """Tell whether the task's source is one that the general caps do not keep back (G-11)."""
    exempt: list[str] = parameter(
        "cap.exempt_reasons", region=task.region, department=task.lead_department, on=on
    )
    return task.source in exempt


def at_general_cap(task: Task, on: date) -> Q:
    """As many visits this year as the class may have (``level``), by all departments together.

    Joint ones count once (G-11: always counted); other classes have the highest cap. The lowest
    cap is asked first, which most objects are below.
    """
    caps = parameter(
        "cap.visits_per_year", region=task.region, department=task.lead_department, on=on
    )
    at_cap = _visited(max(caps.values()), on)
    for most in sorted(set(caps.values()), reverse=True)[1:]:
        levels = [level for level, cap in caps.items() if cap == most]
        at_cap = _visited(most, on) & (Q(level__in=levels) | at_cap)
    return at_cap


def _visited(times: int, on: date) -> Q:
    if not times:
        return Q(pk__isnull=False)
    return Q(pk__in=so_often(times, counted_by_general_cap(on)))


def counted_by_general_cap(on: date) -> QuerySet[ObjectTask]:
    """Return the tasks at objects that count towards the general cap of a day's year."""
    rows = ObjectTask.objects.filter(task__year=on.year)
    return rows.exclude(Q(state__in=FALLEN_AWAY) | Q(task__state="voided")).order_by()
