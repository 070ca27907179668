"""Undoing a written import of inspectors as a whole (R-016)."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.foundation import clock
from mingcha.registers.intake.applying_inspectors import save_people, write_person, write_tags
from mingcha.registers.intake.certificates import TITLES, take_certificates_back
from mingcha.registers.intake.comparing_inspectors import Facts, known_facts, with_facts
from mingcha.registers.models import ImportBatch, ImportRow, Inspector
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.registers.models.inspector import InspectorState

_LEAVES: Facts = {"state": InspectorState.LEFT.value}


def undo_inspectors(batch: ImportBatch) -> int:
    """Take a written import back; returns how many rows somebody has changed since.

    Who was new leaves and stays on record; a value changed since stays as it is, and so does all of
    somebody who serves in another department by now.
    """
    rows = list(batch.rows.filter(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED]))
    units = {unit.name: unit for unit in batch.department.units.all()}
    register = Inspector.objects.filter(department=batch.department_id)
    found = with_facts(register.filter(staff_no__in=[row.key for row in rows]))
    people = {one.staff_no: one for one in found}
    here = [row for row in rows if row.key in people]
    changed_since = {row.key: _changed_since(row, people[row.key]) for row in here}
    changed = [row for row in here if row.outcome == RowOutcome.CHANGED]
    former = {row.key: _former(row, changed_since[row.key]) for row in changed}
    former |= {row.key: _LEAVES for row in here if row.outcome == RowOutcome.NEW}
    for key, facts in former.items():
        write_person(people[key], facts, units)
    save_people(people.values())
    touched = take_certificates_back(changed, people, batch.written_at)
    write_tags(former, people, batch.department)
    if batch.removes_gone:
        _come_back(batch, register)
    touched |= {key for key, names in changed_since.items() if names}
    return len(rows) - len(here) + len(touched)


def lock_inspectors(batch: ImportBatch) -> None:
    """Lock the department's inspectors against whoever edits by hand meanwhile."""
    register = Inspector.objects.select_for_update().filter(department=batch.department_id)
    list(register.order_by("pk").values_list("pk"))


def _changed_since(row: ImportRow, one: Inspector) -> set[str]:
    """Return the facts that somebody has changed; certificates are looked at by themselves."""
    now = known_facts(one)
    return {n for n, value in row.after.items() if n not in TITLES and now[n] != value}


def _former(row: ImportRow, changed_since: set[str]) -> Facts:
    return {name: value for name, value in row.before.items() if name not in changed_since}


def _come_back(batch: ImportBatch, register: QuerySet[Inspector]) -> None:
    """Put back whom the load let leave, unless somebody has touched them since."""
    states = batch.rows.filter(outcome=RowOutcome.GONE).values_list("key", "before__state")
    gone = register.filter(state=InspectorState.LEFT, updated_at=batch.written_at)
    people = list(gone.filter(staff_no__in=[key for key, _ in states]))
    former = dict(states)
    for one in people:
        one.state, one.updated_at = former[one.staff_no], clock.now()
    Inspector.objects.bulk_update(people, ["state", "updated_at"], batch_size=500)
