"""Publishing one department's result, in a joint task with those released beside it (R-064).

Whatever the order in which departments review, release, publish, correct or fall away, an object
of a joint task has one publication, whose newest version holds every public part once:

* ``publish_together`` locks all rows of the object, so that two departments never publish at once;
* a part is stepped and put into the publication in the same transaction, so that none is lost;
* what a department withholds, or publishes without the object's name, never comes into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import step
from mingcha.audit.record import record
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.publication.actions.keeping import alone, keep
from mingcha.publication.events import ResultWithheld
from mingcha.publication.models import Exemption, Publication, Release
from mingcha.publication.models.exemption import Masked
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.parts import parts_of
from mingcha.publication.selectors.joint import is_joint, stands_apart
from mingcha.publication.selectors.snapshots import newest
from mingcha.publication.snapshots.joint_result import joint_key, joint_part, joint_result
from mingcha.publication.snapshots.result import result, said
from mingcha.tasks.actions.completing import complete_if_over
from mingcha.tasks.models import ObjectTask


@dataclass
class _Going:
    """A row that is published now, in whose name, what is left out of it, and whether anew."""

    row: ObjectTask
    by: User
    masked: frozenset[str]
    is_correction: bool
    published: Publication | None = field(default=None)

    @property
    def is_late(self) -> bool:
        due = self.row.record.publish_by
        return bool(due and clock.today() > due and not self.is_correction)


def publish_together(*, by: User, object_task: ObjectTask, reason: str) -> Publication | None:
    """Publish a reviewed result, and what other departments released for the same object.

    Part of an action whose actor may publish ``object_task``; each other part is published in the
    name of who released it. Returns the publication that holds the result, None where it is withheld.
    What stands apart goes alone: published in one breath with others it would be told by its time.
    """
    own, *others = locked_rows(object_task)
    reason = said(own, reason, hides_object=stands_apart(own))
    ready = () if stands_apart(own) else _released(others)
    going = [_stepped(own, by), *(_stepped(row, who) for row, who in ready)]
    complete_if_over(by=by, task=own.task)
    together = []
    for each in going:
        if Masked.WHOLE in each.masked:
            _withhold(each)
        elif not is_joint(each.row) or Masked.OBJECT in each.masked:
            snapshot = result(each.row, each.masked)
            each.published = keep(
                by=each.by, snapshot=snapshot, reason=reason, is_late=each.is_late
            )
        else:
            together.append(each)
    if together:
        _keep_together(by, together, reason)
    for each in going:
        if each.published:
            announce("result.published", object_task=each.row, by=each.by)
    return going[0].published


def locked_rows(object_task: ObjectTask) -> list[ObjectTask]:
    """Lock the own row, in a joint task with all others of the object; the own one first."""
    if not is_joint(object_task):
        return [locked(object_task)]
    rows = ObjectTask.objects.select_for_update(of=("self",)).filter(
        task=object_task.task_id, object=object_task.object_id
    )
    return sorted(rows.order_by("pk"), key=lambda row: row.pk != object_task.pk)


def masking_decided(exemption: Exemption | None) -> str | None:
    """Return None unless an exemption was requested and nobody has decided (the guard)."""
    pending = exemption is not None and exemption.is_pending
    return "不予公开的申请还没有批准，请部门负责人先作决定" if pending else None


def _released(rows: list[ObjectTask]) -> Iterator[tuple[ObjectTask, User]]:
    """Yield what others released, but what waits for a decision or whose releaser may no more."""
    releases = Release.objects.filter(object_task__in=rows, object_task__state="approved")
    for release in releases.select_related("object_task"):
        row = release.object_task
        who = User.objects.filter(username=release.released_by, is_active=True).first()
        pending = Exemption.objects.filter(object_task=row, approved_by="").exists()
        may = who is not None and _may_publish(who, row) and not stands_apart(row)
        if who is not None and may and not pending:
            yield row, who


def _may_publish(who: User, row: ObjectTask) -> bool:
    is_own = who.department_id == row.sub_task.department_id
    return is_own and who.may(Permission.RESULT_PUBLISH)


def _stepped(row: ObjectTask, by: User) -> _Going:
    exemption = Exemption.objects.filter(object_task=row).first()
    is_correction = row.state == "corrected"
    step(OBJECT_TASK, row, "publish", by=by, masking_decided=masking_decided(exemption))
    row.save(update_fields=["state", "updated_at"])
    Release.objects.filter(object_task=row).delete()
    masked = frozenset(exemption.masked) if exemption else frozenset()
    return _Going(row, by, masked, is_correction)


def _withhold(each: _Going) -> None:
    basis = Exemption.objects.get(object_task=each.row).basis
    record(ResultWithheld(subject=each.row.task.number, basis=basis), by=each.by)


def _keep_together(by: User, together: list[_Going], reason: str) -> None:
    key = joint_key(together[0].row)
    alone(PublicationKind.RESULT, key)
    before = newest(PublicationKind.RESULT, key)
    new = [joint_part(each.row, each.masked) for each in together]
    published = keep(
        by=by,
        snapshot=joint_result(together[0].row, before, new),
        reason=_reason(before, new, reason.strip()),
        is_late=any(each.is_late for each in together),
    )
    for each in together:
        each.published = published


def _reason(before: Publication | None, new: list[dict[str, Any]], reason: str) -> str:
    """Return why there is another version; what was public is corrected for a reason alone."""
    if before is None:
        return ""
    public = {part["key"]: part for part in parts_of(before.content)}
    if not reason and any(public.get(part["key"], part) != part for part in new):
        raise DomainError("reason_missing", "更正已公布的内容请写明原因", "reason")
    added = [part["department"]["short_name"] for part in new if part["key"] not in public]
    joined = f"增加{'、'.join(added)}的检查结果" if added else ""
    return "；".join(words for words in (reason, joined) if words)
