"""Freezing the experts who may be drawn, together with the pool of objects (R-023, ADR 0018)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.audit.record import record
from mingcha.core.assisting.pool import ExpertPool as Frozen
from mingcha.core.assisting.pool import digest_of
from mingcha.foundation.errors import DomainError
from mingcha.registers.models import AssistantInterest, Expert
from mingcha.registers.selectors.experts import experts_with
from mingcha.tasks.events import ExpertPoolFrozen
from mingcha.tasks.models import Draw, ExpertPool, SubTask


def require_enough(part: SubTask, fields: Collection[int]) -> None:
    """Raise DomainError where the department has fewer experts than are drawn for one object."""
    there = experts_with(part.department_id, fields).count()
    if there < part.experts:
        told = f"本部门专家库中符合条件的只有 {there} 人，不够每户 {part.experts} 人：请补充专家库，或者减少人数、放宽专业领域"
        raise DomainError("too_few_experts", told, "experts")


def freeze_experts(draw: Draw, parts: Sequence[SubTask], by: User) -> None:
    """Freeze the pool of every part that asks for experts; its digest goes into the audit chain.

    The seed is not known before the parties reveal, and they commit after this.
    """
    for part in parts:
        if not part.experts:
            continue
        tags = list(part.expert_fields.all())
        keys = {tag.pk for tag in tags}
        require_enough(part, keys)
        experts = experts_with(part.department_id, keys)
        frozen = Frozen(
            draw_id=draw.draw_id,
            part=part.frame,
            count=part.experts,
            fields=tuple(tag.code for tag in tags),
            experts=tuple(experts.values_list("pk", flat=True)),
            barred=_barred(experts),
        )
        text = frozen.text()
        made = ExpertPool.objects.create(
            draw=draw, sub_task=part, content=text, digest=digest_of(text)
        )
        event = ExpertPoolFrozen(
            subject=draw.draw_id,
            task=draw.own_task.number,
            department=part.department.name,
            experts=len(frozen.experts),
            digest=made.digest,
        )
        record(event, by=by)


def _barred(experts: QuerySet[Expert]) -> frozenset[tuple[int, str]]:
    """Return who is barred from which object, by an interest of the expert's or the body's."""
    rows = AssistantInterest.objects.filter(ended_on=None).filter(
        Q(expert__in=experts.values("pk")) | Q(body__in=experts.values("body"))
    )
    homes = experts.exclude(body=None).values_list("body", "pk")
    found = set[tuple[int, str]]()
    for expert, body, key in rows.values_list("expert", "body", "object__key"):
        found |= {(expert, key)} if expert else {(pk, key) for home, pk in homes if home == body}
    return frozenset(found)
