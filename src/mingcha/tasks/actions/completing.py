"""A task is done by itself once every object's result is public or lawfully ended (C.3).

With it its plan line may be (R-047).
"""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.steps import step_by_itself
from mingcha.audit.record import record
from mingcha.core.workflow.task import TASK
from mingcha.foundation.actions import action, locked
from mingcha.plans.actions.progress import held
from mingcha.tasks.actions.plan_lines import complete_line
from mingcha.tasks.events import TaskChanged
from mingcha.tasks.models import ObjectTask, Task

_OVER = ("published", "terminated", "not_mine")


def held_to_the_end(object_task: ObjectTask) -> ObjectTask:
    """Lock all rows of the object in its task, the task, and its plan line; return the row as it is now.

    Asked for before anything is recorded, in the order of publishing, by what may lead to the end
    of an object task: two departments that get there at once wait instead of holding each other up
    between the rows, the task, its line and the chain.
    """
    rows = ObjectTask.objects.select_for_update(of=("self",)).filter(
        task=object_task.task_id, object=object_task.object_id
    )
    own = next(row for row in rows.order_by("pk") if row.pk == object_task.pk)
    task = locked(object_task.task)
    if task.plan_line is not None:
        held(task.plan_line)
    return own


@action
def complete_if_over(*, by: User, task: Task) -> bool:
    """Step the task to done where nothing of it is open any more; tells whether it did."""
    task = locked(task)
    is_open = ObjectTask.objects.filter(task=task).exclude(state__in=_OVER).exists()
    if is_open or task.state not in {"issued", "in_progress"}:
        return False
    step_by_itself(TASK, task, "complete", all_published=None)
    task.save(update_fields=["state", "updated_at"])
    complete_line(task)
    record(TaskChanged(subject=task.number, action="complete", state=task.state), by=by)
    return True
