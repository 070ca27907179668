"""Publishing what was found, and how it ended (R-064, R-078 to R-081, R-085)."""

from __future__ import annotations

from datetime import datetime

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError
from mingcha.foundation.jobs import enqueue
from mingcha.foundation.models import Job
from mingcha.publication.actions.keeping import keep
from mingcha.publication.actions.parts import locked_rows, masking_decided, publish_together
from mingcha.publication.events import ResultReleased
from mingcha.publication.models import Exemption, Publication, Release
from mingcha.publication.models.exemption import Masked
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.parts import parts_of
from mingcha.publication.policies import require_followed_up, require_own_result
from mingcha.publication.selectors.joint import has_to_wait, is_joint
from mingcha.publication.selectors.snapshots import newest
from mingcha.publication.snapshots.follow_up import follow_up
from mingcha.publication.snapshots.joint_result import joint_key
from mingcha.publication.snapshots.result import result_key
from mingcha.tasks.models import ObjectTask


@action
def publish_result(*, by: User, object_task: ObjectTask, reason: str = "") -> Publication | None:
    """Publish a reviewed result; None where an approved exemption withholds it as a whole.

    In a joint task it is a part of the object's one publication, of which it makes the next
    version; parts that others released come with it (R-064). A result published after its due
    date is published all the same, and the event says so. A corrected one needs a reason.
    """
    require_own_result(by, Permission.RESULT_PUBLISH, object_task)
    return publish_together(by=by, object_task=object_task, reason=reason)


@action
def release_result(*, by: User, object_task: ObjectTask) -> Publication | None:
    """Let a reviewed part of a joint result be published with the other departments' parts.

    It is published at once where it waits for nobody, or its last day has come
    (``has_to_wait``); else None is returned, and it is published with the last part released, or on
    its last day. Raises DomainError for a result that is not waiting for its publication.
    """
    require_own_result(by, Permission.RESULT_PUBLISH, object_task)
    own, *_ = locked_rows(object_task)
    if own.state != "approved":
        raise DomainError("not_approved", "只有已审定、还没有公示的结果可以提交一并公示")
    if not has_to_wait(own):
        return publish_together(by=by, object_task=own, reason="")
    fault = masking_decided(Exemption.objects.filter(object_task=own).first())
    if fault:
        raise DomainError("undecided", fault)
    Release.objects.update_or_create(object_task=own, defaults={"released_by": by.username})
    event = ResultReleased(
        subject=own.task.number,
        object=own.object.code,
        department=own.sub_task.department.short_name,
        due_on=str(own.record.publish_by),
    )
    record(event, by=by)
    return None


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
        object_task,
        published,
        key=_own_key(object_task),
        measure=measure,
        outcome=outcome,
        closed_at=closed_at,
    )
    return keep(by=by, snapshot=snapshot, reason="后续处置有变动")


def published_result(object_task: ObjectTask) -> Publication | None:
    """Return the newest snapshot that holds an object task's result."""
    alone = newest(PublicationKind.RESULT, _own_key(object_task))
    if alone is not None or not is_joint(object_task):
        return alone
    joint = newest(PublicationKind.RESULT, joint_key(object_task))
    keys = {part["key"] for part in parts_of(joint.content)} if joint else set()
    return joint if _own_key(object_task) in keys else None


def published_outcome(object_task: ObjectTask) -> Publication | None:
    """Return the newest snapshot of how the follow-up of an object task ended."""
    return newest(PublicationKind.FOLLOW_UP, _own_key(object_task))


def _own_key(object_task: ObjectTask) -> str:
    exemption = Exemption.objects.filter(object_task=object_task).first()
    hides_object = exemption is not None and Masked.OBJECT in exemption.masked
    return result_key(object_task, hides_object=hides_object)
