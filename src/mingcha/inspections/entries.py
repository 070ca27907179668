"""What actions on a record share: its row, its trace, and that a change undoes confirmations."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.audit.record import record as on_chain
from mingcha.inspections.events import RecordChanged
from mingcha.inspections.models import InspectionRecord
from mingcha.tasks.models import ObjectTask


def entry_of(object_task: ObjectTask) -> InspectionRecord:
    """Return the record, which is there from the start of the visit on."""
    return InspectionRecord.objects.select_related("visit").get(object_task=object_task)


def changed(row: InspectionRecord) -> None:
    """Take back what officers confirmed: they confirmed another text.

    The publication's deadline stays where the first signing put it, so that a correction wins
    no time.
    """
    row.object_task.team.exclude(confirmed_at=None).update(confirmed_at=None)
    if row.signed_at:
        row.signed_at = None
        row.save(update_fields=["signed_at", "updated_at"])


def told(row: InspectionRecord, object_task: ObjectTask, action: str, by: User) -> None:
    """Put a step of the record on the audit chain."""
    event = RecordChanged(
        subject=object_task.task.number,
        object=object_task.object.code,
        action=action,
        state=object_task.state,
        result=row.result,
        source=row.source_system,
    )
    on_chain(event, by=by)
