"""What waits for somebody at publication, for the workbench: one line each, however many results."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.foundation.to_do import ToDo
from mingcha.publication.selectors.duties import pending_exemptions, results_to_publish


def waiting_for(user: User) -> Iterator[ToDo]:
    """Yield results to publish by the earliest due date, and requests to decide on.

    A part of a joint result that was released goes out by itself: nobody has to do anything.
    """
    if user.may(Permission.RESULT_PUBLISH):
        rows = results_to_publish(user).filter(release=None)
        first = rows.first()
        if first is not None:
            due = first.record.publish_by or clock.today()
            yield ToDo(f"公示检查结果：{rows.count()} 条", reverse("publishing"), due)
    if user.may(Permission.TASK_APPROVE):
        for asked in pending_exemptions(user):
            row = asked.object_task
            record = getattr(row, "record", None)  # it may be asked for before anybody went there
            due = (record.publish_by if record else None) or row.task.period_to
            yield ToDo(f"决定不予公开申请：{row.object.name}", reverse("exemptions"), due)
