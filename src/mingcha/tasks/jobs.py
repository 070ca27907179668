"""The tasks' jobs."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.foundation.jobs import Progress, job
from mingcha.tasks.actions.drawing import draw_objects
from mingcha.tasks.models import Draw


@job("tasks.draw")
def draw_job(_: Progress, *, draw: int, operator: int) -> None:
    """Draw; a job that comes again after the draw was made finds its work done."""
    row = Draw.objects.get(pk=draw)
    if row.state != "drawn":
        draw_objects(by=User.objects.get(pk=operator), draw=row)
