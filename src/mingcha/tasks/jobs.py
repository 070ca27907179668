"""Background jobs of the tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mingcha.accounts.models import User
from mingcha.foundation.jobs import Progress, job
from mingcha.registers.models import TrainingSession
from mingcha.tasks.actions.drawing import draw_objects
from mingcha.tasks.actions.pools import freeze_pool
from mingcha.tasks.ceremonies import Ceremony
from mingcha.tasks.models import Draw, Task


@job("tasks.freeze_pool")
def freeze_pool_job(
    progress: Progress,
    *,
    task_id: int,
    username: str,
    operator: int,
    witnesses: list[int],
    reveal_by: str,
    profile: str = "witnessed",
    public_sources: Sequence[str] = (),
    public_after: str = "",
    disclosing: str = "",
    training: int | None = None,
    census_basis: str = "",
) -> None:
    """Freeze a task's pool; run again after it succeeded, it leaves the frozen pool as it is."""
    if Draw.objects.filter(task=task_id).exists():
        return
    people = User.objects.in_bulk([operator, *witnesses])
    ceremony = Ceremony(
        operator=people[operator],
        witnesses=[people[witness] for witness in witnesses],
        reveal_by=datetime.fromisoformat(reveal_by),
        profile=profile,
        public_sources=tuple(public_sources),
        public_after=datetime.fromisoformat(public_after) if public_after else None,
        disclosing=disclosing,
        census_basis=census_basis,
    )
    progress.total(1)
    freeze_pool(
        by=User.objects.get(username=username),
        task=Task.objects.get(pk=task_id),
        ceremony=ceremony,
        training=TrainingSession.objects.get(pk=training) if training else None,
    )
    progress.done(1)


@job("tasks.draw")
def draw_job(_: Progress, *, draw: int, operator: int) -> None:
    """Draw; a job that comes again after the draw was made finds its work done."""
    row = Draw.objects.get(pk=draw)
    if row.state != "drawn":
        draw_objects(by=User.objects.get(pk=operator), draw=row)
