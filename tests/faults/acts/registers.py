"""Files of registers: checked, written, taken back, and lists handed out."""

from __future__ import annotations

from io import BytesIO

from county import County
from django.http import QueryDict
from faults.acts.act import KEY, Act
from registers_files import imported, objects_file, shop

from mingcha.foundation.models import ExportedFile
from mingcha.registers.actions import imports
from mingcha.registers.intake.working import check_file
from mingcha.registers.jobs import annotate_import, check_import, take_import_back, write_import
from mingcha.registers.models import ImportBatch
from mingcha.web.registers.objects.export import begin_export, export_objects


def _uploaded(county: County) -> None:
    shops = [shop(number, risk="B") for number in range(1, 41)]
    imports.upload_file(
        by=county.lead,
        department=county.market,
        kind="objects",
        file_name="名录.xlsx",
        content=BytesIO(objects_file(*shops, shop(41, status="不明"))),
    )


def _check() -> None:
    batch = ImportBatch.objects.get().pk
    check_import.func(job_key=KEY, batch=batch)
    annotate_import.func(job_key=KEY, batch=batch)


def _confirmed(county: County) -> None:
    _uploaded(county)
    batch = ImportBatch.objects.get()
    check_file(batch=batch)
    imports.confirm_import(by=county.lead, batch=batch, gone="")


def _write() -> None:
    write_import.func(job_key=KEY, batch=ImportBatch.objects.get().pk)


def _load_to_undo(county: County) -> None:
    _confirmed(county)
    _write()
    imports.undo_load(by=county.lead, batch=ImportBatch.objects.get(), reason="整批导错了部门")


def _undo() -> None:
    take_import_back.func(job_key=KEY, batch=ImportBatch.objects.get().pk)


def _list_asked_for(county: County) -> None:
    imported(county, objects_file(*(shop(number) for number in range(1, 41))))
    begin_export(county.lead, QueryDict("q=商店"))


def _export() -> None:
    export_objects.func(job_key=KEY, file=ExportedFile.objects.get().pk, query="q=商店")


ACTS = {
    "check": Act(_uploaded, _check),
    "import": Act(_confirmed, _write),
    "undo": Act(_load_to_undo, _undo),
    "export": Act(_list_asked_for, _export),
}
