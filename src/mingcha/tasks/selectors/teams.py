"""Teams as people need to see them: who goes where, what is lacking, who could step in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from mingcha.core.draw.plan import PLAN_FILE, Plan
from mingcha.core.draw.plan_schema import parse_plan
from mingcha.core.workflow.object_task import FALLEN_AWAY
from mingcha.foundation import clock
from mingcha.orgs.models.region import Level
from mingcha.registers.models import Inspector, Recusal
from mingcha.registers.selectors.fitness import fit_for, unfit_reason
from mingcha.registers.selectors.merges import whole
from mingcha.tasks.bundle_store import content_of
from mingcha.tasks.models import Draw, ObjectTask, SubTask, Task, TeamMember
from mingcha.tasks.models.task import Matching, TaskSource
from mingcha.tasks.seats import side_of
from mingcha.tasks.senders import is_sent_by, senders_of
from mingcha.tasks.team_rules import counted_together, least_officers_of
from mingcha.tasks.visit_groups import VISIT_TASK

if TYPE_CHECKING:
    from mingcha.registers.selectors.fitness import CertifiedInspector


"""States of an object task to which nobody goes."""


def plan_of(draw: Draw) -> Plan:
    """Return the sealed plan."""
    return parse_plan(content_of(draw, PLAN_FILE))


def kept_rows(task: Task) -> QuerySet[ObjectTask]:
    """Return the object tasks that stay after the comparison."""
    return ObjectTask.objects.filter(task=task).exclude(state__in=FALLEN_AWAY)


def incomplete(task: Task) -> QuerySet[ObjectTask]:
    """Return the object tasks whose team is below what the plan and the parameter ask for."""
    least = least_officers_of(task, task.lead_department, on=task.period_from)
    own = _counted(TeamMember.objects.filter(object_task=OuterRef("pk")))
    counting = own
    if counted_together(task, on=task.period_from):
        kept = kept_rows(task).filter(object=OuterRef(OuterRef("object")))
        counting = _counted(TeamMember.objects.filter(object_task__in=kept))
    rows = kept_rows(task).annotate(members=own, counting=counting)
    return rows.filter(Q(counting__lt=least) | Q(members__lt=F("sub_task__team_size")))


def _counted(members: QuerySet[TeamMember]) -> Coalesce:
    one_group = members.order_by().annotate(one=Value(1)).values("one")
    return Coalesce(Subquery(one_group.annotate(n=Count("pk")).values("n")), 0)


def empty_slots(object_task: ObjectTask) -> list[int]:
    """Return the department's places that nobody holds for this object.

    They are the plan's slots of its frame; where nobody was drawn at all, as many as the scheme
    sends, counted through the departments. Where formed teams are drawn, a department's one slot
    is named as often as officers lack.
    """
    slots = plan_of(object_task.task.draw).assignment.slots
    own = [j for j, slot in enumerate(slots) if slot.frame == object_task.sub_task.frame]
    if not slots:
        own = _places_without_slots(object_task.sub_task)
    if own and object_task.task.matching == Matching.FORMED:
        size, team = _whole(object_task.sub_task).team_size, object_task.team.order_by()
        there = dict(team.values_list("slot").annotate(n=Count("pk")))
        return [j for j in own for _ in range(size - there.get(j, 0))]
    held = set(object_task.team.values_list("slot", flat=True))
    return [j for j in own if j not in held]


def _places_without_slots(part: SubTask) -> list[int]:
    whole = _whole(part)
    sizes = SubTask.objects.filter(task=part.task_id, share_of=None, pk__lt=whole.pk)
    first = sum(sizes.values_list("team_size", flat=True))
    return list(range(first, first + part.team_size))


def _whole(part: SubTask) -> SubTask:
    return part.share_of or part


def empty_slots_for(object_task: ObjectTask, inspector: Inspector) -> list[int]:
    """Return the empty places that an inspector may take: where both levels go, those of the own."""
    empty = empty_slots(object_task)
    units = {
        j: slot.rule.unit
        for j, slot in enumerate(plan_of(object_task.task.draw).assignment.slots)
        if slot.frame == object_task.sub_task.frame
    }
    if len(set(units.values())) < 2:  # noqa: PLR2004 - two levels have two units
        return empty
    side = side_of(_whole(object_task.sub_task), inspector.department)
    return [j for j in empty if units[j] == side.code]


def why_not(object_task: ObjectTask, inspector: Inspector) -> str:
    """Return why an inspector may not be assigned, empty where nothing stands against it."""
    person = Inspector.objects.filter(pk=inspector.pk)
    faults = {
        "不是本任务派员部门的人员": not is_sent_by(object_task.sub_task, inspector),
        "已在这一户的检查组": person.filter(_sits_on(object_task)).exists(),
        "与该对象有回避登记": person.filter(_recused_from(object_task)).exists(),
    }
    told = [text for text, is_so in faults.items() if is_so]
    last_day = _valid_on(object_task)
    unfit = unfit_reason(inspector, clock.today(), certified_on=last_day)
    if unfit is None and not _fit(object_task).filter(pk=inspector.pk).exists():
        unfit = unfit_reason(inspector, last_day)
    return "、".join([*told, unfit] if unfit else told)


def could_step_in(object_task: ObjectTask) -> QuerySet[CertifiedInspector]:
    """Return the inspectors of the departments that send who may be assigned, least burdened first."""
    task = object_task.task
    return (
        _fit(object_task)
        .filter(
            ~_sits_on(object_task),
            ~_recused_from(object_task),
            department__in=senders_of(object_task.sub_task),
        )
        .annotate(load=Count("memberships", filter=Q(memberships__object_task__task=task)))
        .select_related("unit")
        .order_by("load", "staff_no")
    )


def could_be_sent(object_task: ObjectTask, sender: int | None) -> QuerySet[CertifiedInspector]:
    """Return whom a department may assign: to a county's share the county its own people alone."""
    found, part = could_step_in(object_task), object_task.sub_task
    is_share = part.share_of is not None and part.share_of.department_id != sender
    return found.filter(department=part.department_id) if is_share else found


def _fit(object_task: ObjectTask) -> QuerySet[CertifiedInspector]:
    return fit_for(clock.today(), object_task.task.period_from, _valid_on(object_task))


def _valid_on(object_task: ObjectTask) -> date:
    return last_day(object_task.task.draw)


def last_day(draw: Draw) -> date:
    """Return the day on which certificates must still be valid."""
    return date.fromisoformat(plan_of(draw).assignment.valid_on)


def _sits_on(object_task: ObjectTask) -> Exists:
    """Tell who is on the object's team already, of whichever department."""
    rows = TeamMember.objects.filter(
        object_task__task=object_task.task,
        object_task__object=object_task.object_id,
        inspector=OuterRef("pk"),
    )
    return Exists(rows)


def _recused_from(object_task: ObjectTask) -> Exists:
    rows = Recusal.objects.filter(
        inspector=OuterRef("pk"), object=object_task.object_id, ended_on=None
    )
    return Exists(rows)


def open_recusals(task: Task) -> QuerySet[TeamMember]:
    """Return the members who were recused from their object after the matching."""
    recused = Recusal.objects.filter(
        inspector=OuterRef("inspector"), object=OuterRef("object_task__object"), ended_on=None
    )
    members = TeamMember.objects.filter(object_task__in=kept_rows(task))
    return members.filter(Exists(recused))


def with_teams(part: SubTask) -> QuerySet[ObjectTask]:
    """Return a department's kept objects with their teams, by code."""
    rows = part.object_tasks.exclude(state__in=FALLEN_AWAY)
    return (
        rows.select_related("object__region")
        .prefetch_related(
            "team__inspector__unit", "team__formed_team", "assistants__expert", "assistants__body"
        )
        .order_by("object__code")
    )


VISITED = ("recorded", "in_review", "returned", "approved", "published", "corrected")
"""States of an object task whose visit took place."""


def visits_this_year(object_pk: int, year: int) -> int:
    """Return how often an object was inspected in a year: one visit a task, tasks that went together once (R-064, R-065).

    What was merged into it counts with it.
    """
    return _visits(object_pk, year).values(went=VISIT_TASK).distinct().count()


def kinds_of_visits(object_pk: int, year: int) -> list[tuple[str, str, int]]:
    """Return the year's visits by the level of who drew and by why: words and how many (R-050)."""
    found = _visits(object_pk, year).values_list("task__region__level", "task__source")
    levels, sources = dict(Level.choices), dict(TaskSource.choices)
    counted = found.annotate(visits=Count(VISIT_TASK, distinct=True)).order_by("-visits")
    return [(levels[level], sources[source], visits) for level, source, visits in counted]


def _visits(object_pk: int, year: int) -> QuerySet[ObjectTask]:
    return ObjectTask.objects.filter(
        object__in=whole(object_pk), task__year=year, state__in=VISITED
    )
