"""Who is frozen into a draw: single inspectors, or formed teams as one each (R-059, R-060)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from mingcha.bundles.formed_teams import are_qualified, as_one
from mingcha.core.intake.records import Fields, InspectorRecord, RecusalRecord
from mingcha.core.workflow.object_task import BEFORE_RESULTS
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.registers.models import FormedTeam, Recusal
from mingcha.registers.selectors.fitness import fit_for, unfit_reason
from mingcha.registers.selectors.formed_teams import sitting, teams_standing
from mingcha.tasks.behind import Behind
from mingcha.tasks.models import SubTask, Task
from mingcha.tasks.models.task import Matching
from mingcha.tasks.pool_query import candidates
from mingcha.tasks.required_tags import tags_of_items
from mingcha.tasks.seats import side_of
from mingcha.tasks.senders import from_senders, senders_of

if TYPE_CHECKING:
    from mingcha.orgs.models import Department
    from mingcha.registers.selectors.fitness import CertifiedInspector

_RECUSAL = "interest"
_MEMBERSHIP = "memberships__object_task"


@dataclass(frozen=True, slots=True)
class Sent:
    """One line of the frozen list of inspectors, and who is behind it."""

    record: InspectorRecord
    behind: Behind
    frame: str


def frozen_staff(task: Task, parts: Sequence[SubTask]) -> list[Sent]:
    """Return who may be matched, by the task's way of matching; DomainError where no team may."""
    single = _single(task, parts)
    if task.matching != Matching.FORMED:
        return single
    by_person = {sent.behind.members[0]: sent for sent in single}
    found = [sent for part in parts for sent in _teams(task, part, by_person)]
    for part in parts:
        _require_teams(task, part, found)
    return found


def frozen_recusals(parts: Sequence[SubTask], staff: Sequence[Sent]) -> list[RecusalRecord]:
    """Return the recusals in force between these people and the pool; the code says no more.

    What bars a member bars the team.
    """
    numbers = {pk: sent.record.staff_no for sent in staff for pk in sent.behind.members}
    standing = Recusal.objects.filter(inspector__in=numbers.keys(), ended_on=None)
    in_pool = {
        pk
        for part in parts
        for pk in candidates(part, clock.today())
        .filter(pk__in=standing.values("object"))
        .values_list("pk", flat=True)
    }
    found = standing.filter(object__in=in_pool).values_list("object__key", "inspector", "pk")
    return [RecusalRecord(key, numbers[person], _RECUSAL, row=pk) for key, person, pk in found]


def _single(task: Task, parts: Sequence[SubTask]) -> list[Sent]:
    """Return who is in office, certified till the end (G-9), not away; less their load."""
    busy = Q(**{f"{_MEMBERSHIP}__state__in": BEFORE_RESULTS}) & ~Q(
        **{f"{_MEMBERSHIP}__task__state__in": ("done", "closed", "voided")}
    )
    frames = {pk: (part, each) for part in parts for pk, each in senders_of(part).items()}
    inspectors = (
        fit_for(clock.today(), task.period_from, task.period_to)
        .filter(reduce(or_, map(from_senders, parts), Q(pk=None)))
        .annotate(load=Count("memberships", filter=busy))
        .select_related("region")
        .prefetch_related("expertise", "qualifications")
        .order_by("pk")
    )
    return [_sent(person, *frames[person.department_id]) for person in inspectors]


def _sent(person: CertifiedInspector, part: SubTask, sender: Department) -> Sent:
    """``staff_no`` is unique in a department alone, so the frame's code goes before it.

    People of a lower department have its region's and its own code before it as well.
    """
    is_own = sender.pk == part.department_id
    of = part.frame if is_own else f"{part.frame}-{sender.region_id}-{sender.code}"
    record = InspectorRecord(
        staff_no=f"{of}-{person.staff_no}",
        name=person.name,
        unit=side_of(part, sender).name,
        region=person.region.prefix,
        certificate_no=person.certificate_no,
        cert_valid_to=person.certificate_until,
        expertise=tuple(tag.code for tag in person.expertise.all()),
        qualifications=tuple(tag.code for tag in person.qualifications.all()),
        capacity=max(person.capacity - person.load, 0),  # type: ignore[attr-defined]  # annotated in _single
        status="",
        fields=Fields(),
        row=person.pk,
    )
    return Sent(record, Behind((person.pk,)), part.frame)


def _teams(task: Task, part: SubTask, single: Mapping[int, Sent]) -> Iterable[Sent]:
    """Go through a part's teams that may be sent: one member who may not holds back the team."""
    items = tags_of_items(part)
    asked = [tag.code for tag in part.expertise.all()]
    for team in _standing(task, part):
        keys = tuple(one.inspector_id for one in sitting(team))
        members = [single[pk].record for pk in keys if pk in single]
        own = all(one.inspector.department_id == team.department_id for one in sitting(team))
        is_whole = own and len(members) == len(keys) >= part.team_size
        if is_whole and members and are_qualified(members, items, asked):
            record = as_one(team.name, team.region.prefix, members, row=team.pk)
            yield Sent(record, Behind(keys, team.pk), part.frame)


def _standing(task: Task, part: SubTask) -> Iterable[FormedTeam]:
    start = max(clock.today(), task.period_from)
    return teams_standing(senders_of(part), start, task.period_to)


def _require_teams(task: Task, part: SubTask, found: Sequence[Sent]) -> None:
    if any(sent.frame == part.frame for sent in found):
        return
    told = [f"{team.name}（{_fault(task, part, team)}）" for team in _standing(task, part)]
    why = f"：{'、'.join(told)}" if told else ""
    raise DomainError(
        "no_formed_team",
        f"{part.department.name}没有可以派出的固定检查组{why}。"
        "请先在检查人员名录组建或调整固定检查组，或在方案里改为按人匹配",
    )


def _fault(task: Task, part: SubTask, team: FormedTeam) -> str:
    members = sitting(team)
    unfit = [
        unfit_reason(one.inspector, clock.today(), certified_on=task.period_to)
        or unfit_reason(one.inspector, task.period_to)
        for one in members
    ]
    told = [fault for fault in unfit if fault]
    if len(members) < part.team_size:
        told.append(f"不足方案要求的 {part.team_size} 人")
    return "，".join(told) or "成员的机构、专长或资质不符合方案要求"
