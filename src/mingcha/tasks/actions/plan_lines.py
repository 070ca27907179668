"""How a plan line moves with its tasks (R-047)."""

from __future__ import annotations

from mingcha.plans.actions.progress import advance, held
from mingcha.plans.frequencies import runs_said_of_line
from mingcha.plans.selectors.plans import versions_of
from mingcha.tasks.guards import has_other_live_task
from mingcha.tasks.models import SubTask, Task


def start_line(task: Task) -> None:
    """Let the line be under way once a task has locked its pool."""
    if task.plan_line is None:
        return
    line = held(task.plan_line)
    if line.state in {"pending", "covered"}:
        advance(line, "start", has_live_task=None)


def release_line(task: Task) -> None:
    """Let the line wait again where this was its only task with a locked pool.

    What a superior drew meanwhile covers it as before.
    """
    if task.plan_line is None:
        return
    line = held(task.plan_line)
    if line.state == "in_progress" and not has_other_live_task(task):
        advance(line, "release", no_live_task=None)
        shares = SubTask.objects.filter(covers__in=versions_of(line))
        if shares.exclude(task__state="voided").exists():
            advance(line, "cover", drawn_from_above=None)


def complete_line(task: Task) -> None:
    """Let the line be done once as many of its tasks are over as its frequency asks in a year.

    How many objects each checks is settled by its draw. A line whose frequency does not say how
    often stays under way.
    """
    if task.plan_line is None:
        return
    line = held(task.plan_line)
    runs = runs_said_of_line(line)
    over = Task.objects.filter(plan_line__in=versions_of(line), state__in=("done", "closed"))
    if line.state == "in_progress" and runs and over.count() >= runs:
        advance(line, "complete", quota_met=None)
