"""Asking for the draw to be made, in the background."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.core.workflow.draw import DRAW
from mingcha.foundation.actions import action, locked
from mingcha.foundation.jobs import enqueue
from mingcha.foundation.models import Job, JobState
from mingcha.tasks.draw_policies import require_organiser
from mingcha.tasks.jobs import draw_job
from mingcha.tasks.models import Draw


def job_key(draw: Draw) -> str:
    """Return the key under which the draw's job runs: one at a time."""
    return f"draw:{draw.pk}"


@action
def start_draw(*, by: User, draw: Draw, page: str) -> Job:
    """Put the draw into the queue; pressed twice it waits there once."""
    draw = locked(draw)
    require_organiser(by, draw, Permission.DRAW_OPERATE)
    DRAW.step(draw.state, "draw", permissions=by.permissions, guards={"registers_unchanged": None})
    waiting = Job.objects.filter(key=job_key(draw), state=JobState.WAITING).first()
    return waiting or enqueue(
        draw_job,
        key=job_key(draw),
        title=f"抽取 {draw.draw_id}",
        page=page,
        by=by.username,
        draw=draw.pk,
        operator=by.pk,
    )
