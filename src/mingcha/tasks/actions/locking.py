"""Asking for the pool to be built and frozen, in the background."""

from __future__ import annotations

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.core.workflow.task import TASK
from mingcha.foundation.actions import action, locked
from mingcha.foundation.jobs import enqueue
from mingcha.foundation.models import Job
from mingcha.registers.models import TrainingSession
from mingcha.tasks.actions.pools import lock_guards
from mingcha.tasks.ceremonies import Ceremony
from mingcha.tasks.jobs import freeze_pool_job
from mingcha.tasks.models import Task
from mingcha.tasks.policies import require_lead


def pool_job_key(task: Task) -> str:
    """Return the key under which a task's pool is frozen: one job at a time."""
    return f"pool-{task.pk}"


@action
def lock_pool(
    *, by: User, task: Task, ceremony: Ceremony, training: TrainingSession | None = None
) -> Job:
    """Start freezing; what can be refused now is refused now, and nothing stands until all does."""
    task = locked(task)
    require_lead(by, Permission.POOL_LOCK, task)
    ceremony.check(task)
    guards = lock_guards(task, training)
    TASK.step(task.state, "lock_pool", permissions=by.permissions, guards=guards)
    return enqueue(
        freeze_pool_job,
        key=pool_job_key(task),
        title=f"冻结名录 {task.number}",
        page=reverse("task-pool", args=[task.pk]),
        by=by.username,
        task_id=task.pk,
        username=by.username,
        operator=ceremony.operator.pk,
        witnesses=[witness.pk for witness in ceremony.witnesses],
        reveal_by=ceremony.reveal_by.isoformat(),
        profile=ceremony.profile,
        public_sources=list(ceremony.public_sources),
        public_after=ceremony.public_after.isoformat() if ceremony.public_after else "",
        disclosing=ceremony.disclosing,
        training=training.pk if training else None,
        census_basis=ceremony.census_basis,
    )
