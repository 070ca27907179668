"""Jobs of the registers: checking and annotating a file, writing what was confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mingcha.core.intake.table import Row
from mingcha.foundation.errors import DomainError
from mingcha.foundation.jobs import Progress, job
from mingcha.registers.intake.working import annotate_file, apply_import, check_file, undo_import
from mingcha.registers.models import ImportBatch
from mingcha.spreadsheets.registers import Watch

_TOLD_EVERY = 2000


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


@job("registers.undo_import")
def take_import_back(progress: Progress, *, batch: int) -> None:  # noqa: ARG001 - one transaction, no parts
    """Undo a written import; safe to run again."""
    undo_import(batch=ImportBatch.objects.get(pk=batch))


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
