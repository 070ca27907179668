"""Jobs of the registers: checking a file, writing what was confirmed, carrying out tag rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from mingcha.accounts.models import User
from mingcha.core.intake.table import Row
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.foundation.jobs import Progress, enqueue, job
from mingcha.orgs.models import Department
from mingcha.registers.actions.items import put_in_force
from mingcha.registers.actions.tag_rules import carry_out_by_itself
from mingcha.registers.intake.working import annotate_file, apply_import, check_file, undo_import
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.import_batch import ImportKind
from mingcha.registers.selectors.items import items_coming_due
from mingcha.registers.selectors.tag_rules import rules_in_use
from mingcha.spreadsheets.registers import Watch

_TOLD_EVERY = 2000
_OF_OBJECTS = {
    *(ImportKind.OBJECTS, ImportKind.NON_ENTITIES, ImportKind.MEMBERS),
    *(ImportKind.FLAGS, ImportKind.CLASSES),
}
"""What tag rules may ask of."""


@job("registers.check_import")
def check_import(progress: Progress, *, batch: int) -> None:
    """Check a file; safe to run again."""
    check_file(batch=ImportBatch.objects.get(pk=batch), watch=_counted(progress))
    _tell_failure(batch)


@job("registers.annotate_import")
def annotate_import(progress: Progress, *, batch: int) -> None:
    """Make the annotated workbook; safe to run again."""
    annotate_file(batch=ImportBatch.objects.get(pk=batch), watch=_counted(progress))


@job("registers.write_import")
def write_import(progress: Progress, *, batch: int) -> None:  # noqa: ARG001 - one transaction, no parts
    """Write a confirmed import; safe to run again."""
    apply_import(batch=ImportBatch.objects.get(pk=batch))
    _tell_failure(batch)
    written = ImportBatch.objects.get(pk=batch)
    if written.kind in _OF_OBJECTS:
        enqueue_tag_rules(written.department, written.confirmed_by)


def enqueue_tag_rules(department: Department, by: str) -> None:
    """Have the department's rules carried out, if it has any: the register has changed."""
    if not rules_in_use().filter(department=department).exists():
        return
    enqueue(
        run_tag_rules,
        key=f"tag-rules/{department.pk}",
        title="按规则更新标签",
        page=reverse("tag-rules"),
        by=by,
        department=department.pk,
        username=by,
    )


@job("registers.run_tag_rules")
def run_tag_rules(progress: Progress, *, department: int, username: str) -> None:
    """Carry out a department's rules, each in a transaction; safe to run again."""
    rules = rules_in_use().filter(department=department)
    by = User.objects.get(username=username)
    for number, rule in enumerate(rules.select_related("tag", "department"), start=1):
        with transaction.atomic():
            carry_out_by_itself(rule, by)
        progress.done(number)


@job("registers.undo_import")
def take_import_back(progress: Progress, *, batch: int) -> None:  # noqa: ARG001 - one transaction, no parts
    """Undo a written import; safe to run again."""
    undo_import(batch=ImportBatch.objects.get(pk=batch))
    undone = ImportBatch.objects.get(pk=batch)
    if undone.kind in _OF_OBJECTS:
        enqueue_tag_rules(undone.department, undone.undone_by)


@app.periodic(cron="40 1 * * *")
@app.task(name="registers.tags_of_the_day", queueing_lock="registers.tags_of_the_day")
def refresh_tags(timestamp: int) -> None:  # noqa: ARG001 - what a periodic task is given
    """Have all departments' rules carried out, in the name of who wrote the first of each.

    By hand and by pushes registers change all day, and marks begin and end by their days: the
    indicators, which are looked at afterwards, find tags as they should be.
    """
    writers = rules_in_use().order_by("department_id", "id").distinct("department_id")
    for rule in writers.select_related("department__region"):
        enqueue_tag_rules(rule.department, rule.written_by)


@app.periodic(cron="*/10 * * * *")
@app.task(name="registers.items_in_force", queueing_lock="registers.items_in_force")
def put_items_in_force(timestamp: int) -> None:  # noqa: ARG001 - what a periodic task is given
    """Put in force what was approved for a day that has come, each in a transaction of its own."""
    for version in items_coming_due(clock.today()):
        put_in_force(version=version)


def _counted(progress: Progress) -> Watch:
    def watch(rows: Iterable[Row]) -> Iterator[Row]:
        for number, row in enumerate(rows, start=1):
            if number % _TOLD_EVERY == 0:
                progress.done(number)
            yield row

    return watch


def _tell_failure(batch: int) -> None:
    """End the job with the batch's reason, where there is one."""
    failure = ImportBatch.objects.values_list("failure", flat=True).get(pk=batch)
    if failure:
        raise DomainError("import_failed", failure)
