"""Publishing what was found, and how it ended (R-078 to R-081, R-085)."""

from __future__ import annotations

from datetime import datetime

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import step
from mingcha.audit.record import record
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.jobs import enqueue
from mingcha.foundation.models import Job
from mingcha.publication.actions.keeping import keep
from mingcha.publication.events import ResultWithheld
from mingcha.publication.models import Exemption, Publication
from mingcha.publication.models.exemption import Masked
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.policies import require_followed_up, require_own_result
from mingcha.publication.selectors.snapshots import newest
from mingcha.publication.snapshots.follow_up import follow_up
from mingcha.publication.snapshots.result import result, result_key
from mingcha.tasks.actions.completing import complete_if_over
from mingcha.tasks.models import ObjectTask


@action
def publish_result(*, by: User, object_task: ObjectTask, reason: str = "") -> Publication | None:
    """Publish a reviewed result; None where an approved exemption withholds it as a whole.

    A result published after its due date is published all the same, and the event says so.
    A corrected one needs a reason.
    """
    require_own_result(by, Permission.RESULT_PUBLISH, object_task)
    object_task = locked(object_task)
    exemption = Exemption.objects.filter(object_task=object_task).first()
    step(OBJECT_TASK, object_task, "publish", by=by, masking_decided=masking_decided(exemption))
    object_task.save(update_fields=["state", "updated_at"])
    complete_if_over(by=by, task=object_task.task)
    masked = frozenset(exemption.masked) if exemption else frozenset()
    if exemption and Masked.WHOLE in masked:
        event = ResultWithheld(subject=object_task.task.number, basis=exemption.basis)
        record(event, by=by)
        return None
    due = object_task.record.publish_by
    published = keep(
        by=by,
        snapshot=result(object_task, masked),
        reason=reason,
        is_late=bool(due and clock.today() > due),
    )
    announce("result.published", object_task=object_task, by=by)
    return published


def masking_decided(exemption: Exemption | None) -> str | None:
    """Return None unless an exemption was requested and nobody has decided (the guard)."""
    pending = exemption is not None and exemption.is_pending
    return "不予公开的申请还没有批准，请部门负责人先作决定" if pending else None


@action
def start_publishing(*, by: User, page: str) -> Job:
    """Put the publication of all reviewed results of the own department into the queue."""
    from mingcha.publication.jobs import publish_due_results  # noqa: PLC0415 - the job calls this module

    return enqueue(
        publish_due_results,
        key=f"publish-results:{by.department_id}",
        title="公示已审定的检查结果",
        page=page,
        by=by.username,
        publisher=by.pk,
    )


@action
def publish_follow_up(
    *, by: User, object_task: ObjectTask, measure: str, outcome: str, closed_at: datetime
) -> Publication | None:
    """Publish how a follow-up ended, beside its result; None where no result is public.

    ``measure`` is what was done, in words. A follow-up closed anew corrects the earlier outcome.
    """
    require_followed_up(by, object_task)
    return outcome_beside_result(
        by=by, object_task=object_task, measure=measure, outcome=outcome, closed_at=closed_at
    )


def outcome_beside_result(
    *, by: User, object_task: ObjectTask, measure: str, outcome: str, closed_at: datetime
) -> Publication | None:
    """Publish an outcome with its result, in an action whose actor may do what leads to it."""
    published = published_result(object_task)
    if published is None:
        return None
    snapshot = follow_up(
        object_task, published, measure=measure, outcome=outcome, closed_at=closed_at
    )
    return keep(by=by, snapshot=snapshot, reason="后续处置有变动")


def published_result(object_task: ObjectTask) -> Publication | None:
    """Return the newest snapshot of an object task's result."""
    exemption = Exemption.objects.filter(object_task=object_task).first()
    hides_object = exemption is not None and Masked.OBJECT in exemption.masked
    key = result_key(object_task, hides_object=hides_object)
    return newest(PublicationKind.RESULT, key)
