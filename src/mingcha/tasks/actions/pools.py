"""Freezing the pool, and giving a frozen one up (R-052, protocol sections 2 and 3)."""

from __future__ import annotations

from django.db.models import Sum

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record
from mingcha.bundles.draft import DRAFT_FILE
from mingcha.core.draw.canonical import Json, parse_json
from mingcha.core.workflow.draw import DRAW
from mingcha.core.workflow.task import TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.registers.models import TrainingSession
from mingcha.tasks import guards
from mingcha.tasks.actions.common import decide, note, refuse_while_drawing, take
from mingcha.tasks.actions.plan_lines import release_line, start_line
from mingcha.tasks.bundle_store import content_of
from mingcha.tasks.ceremonies import Ceremony
from mingcha.tasks.events import PoolLocked, PoolReopened
from mingcha.tasks.expert_freezing import freeze_experts
from mingcha.tasks.freezing import freeze_bundle
from mingcha.tasks.models import Draw, DrawParty, LogEntry, PoolStratum, Task
from mingcha.tasks.numbering import next_draw_id
from mingcha.tasks.policies import require_drawing, require_lead
from mingcha.tasks.shares import require_one_share_each


@action
def freeze_pool(
    *, by: User, task: Task, ceremony: Ceremony, training: TrainingSession | None = None
) -> Draw:
    """Build the pool of every frame and freeze it with the staff: the inputs of the draw.

    All or nothing; the time grows with the registers. Raises Refusal where inspectors are too
    few for one object's seats, or a class has one object that would be drawn for certain.
    """
    task = locked(task)
    require_lead(by, Permission.POOL_LOCK, task)
    require_drawing(task.mode, task.lead_department)
    require_one_share_each(task)
    ceremony.check(task)
    task.disclosing = ceremony.disclosing or task.disclosing
    draw = Draw(
        task=task,
        draw_id=next_draw_id(task.region, clock.today().year),
        profile=ceremony.profile,
        public_sources=list(ceremony.public_sources),
        reveal_by=ceremony.reveal_by,
        public_after=ceremony.public_after,
        frozen_by=by.username,
        training=training,
        census_basis=ceremony.census_basis,
    )
    start_line(task)
    step(TASK, task, "lock_pool", by=by, **lock_guards(task, training))
    task.save()
    draw.save()
    parties = DrawParty.objects.bulk_create(ceremony.parties(draw))
    parts = list(
        task.sub_tasks.select_related("department", "task").prefetch_related(
            "expertise", "units", "expert_fields"
        )
    )
    frozen = freeze_bundle(draw, task, parts, [party.code for party in parties])
    if draw.census_basis and not frozen.has_census_of_one:
        draw.census_basis = ""  # nothing rests on it
        draw.save(update_fields=["census_basis", "updated_at"])
    note(task, "lock_pool", by)  # not before: who records keeps everybody else from recording
    freeze_experts(draw, parts, by)
    _record(draw, task, by)
    return draw


def lock_guards(task: Task, training: TrainingSession | None) -> dict[str, str | None]:
    """Return the guards of locking; that every exclusion has its reason holds by construction."""
    return {
        "training_held": guards.trained_before(task, training),
        "exclusions_recorded": None,
        "pool_not_empty": guards.pool_not_empty(task),
    }


@action
def reopen_pool(*, by: User, task: Task, reason: str) -> None:
    """Give a frozen pool up, so that it can be built anew; its draw's serial stays used.

    Possible before any party has committed, or once the draw was ended at the ceremony.
    """
    require_lead(by, Permission.TASK_APPROVE, task)
    refuse_while_drawing(task)
    task = locked(task)
    release_line(task)
    draw = Draw.objects.select_for_update().filter(task=task).first()
    take(
        task,
        "reopen_pool",
        by,
        reason,
        not_drafter=guards.not_drafter(task, by),
        reason_given=reason_given(reason),
        no_live_draw=_still_live(draw),
    )
    if draw is None:
        raise DomainError("no_draw", "没有冻结的名录")
    if draw.state not in {"voided", "incident"}:
        step(DRAW, draw, "void", by=by, reason_given=None, nothing_revealed=None)
        draw.ended_reason = reason.strip()
    draw.task, draw.ended_of = None, task
    draw.save()
    decide(task, "reopen_pool", by, reason, is_approved=True)
    record(PoolReopened(subject=draw.draw_id, task=task.number, reason=reason), by=by)


def _still_live(draw: Draw | None) -> str | None:
    """Tell why the draw cannot be dropped: what was committed or logged is ended at the ceremony."""
    if draw is None or draw.state in {"voided", "incident", "frozen"}:
        return None
    committed = draw.parties.exclude(commitment="").exists()
    logged = LogEntry.objects.filter(draw_id=draw.draw_id).exists()
    if draw.state == "committing" and not committed and not logged:
        return None
    return "抽取已经开始，须先在抽取现场终止本次抽取"


def _record(draw: Draw, task: Task, by: User) -> None:
    frames: list[Json] = parse_json(content_of(draw, DRAFT_FILE), DRAFT_FILE)["plan"]["frames"]
    strata = PoolStratum.objects.filter(draw=draw).order_by()
    eligible = dict(strata.values_list("sub_task__frame").annotate(Sum("eligible")))
    event = PoolLocked(
        subject=draw.draw_id,
        task=task.number,
        frames=[frame["code"] for frame in frames],
        roots=[frame["register"]["root"] for frame in frames],
        rows=[frame["register"]["size"] for frame in frames],
        eligible=[eligible.get(frame["code"], 0) for frame in frames],
        training=str(draw.training or ""),
        census_basis=draw.census_basis,
    )
    record(event, by=by)
