"""Reading a sign-in sheet (签到表): which of the register's people it names."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile

from mingcha.core.errors import Refusal
from mingcha.core.intake.attendance import ATTENDANCE
from mingcha.core.intake.findings import Severity
from mingcha.core.intake.records import AttendanceRecord
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Department
from mingcha.registers.models import Inspector
from mingcha.spreadsheets.registers import read_register

_MOST_TOLD = 5
MOST_BYTES = 2 << 20


def people_signed_in(upload: UploadedFile, department: Department) -> list[Inspector]:
    """Return the department's people that the sheet names.

    DomainError at ``file`` says by line what is wrong; then nobody is taken.
    """
    if upload.size is not None and upload.size > MOST_BYTES:
        raise _fault(["签到表超过 2 MB，请只保留工号和姓名两列"])
    records = _read(upload)
    if not records:
        raise _fault(["签到表里没有人员，请填写工号"])
    rows = Inspector.objects.filter(department=department)
    known = {one.staff_no: one for one in rows.filter(staff_no__in=[r.staff_no for r in records])}
    faults = [told for record in records if (told := _mismatch(record, known))]
    if faults:
        raise _fault(faults)
    return [known[record.staff_no] for record in records]


def _read(upload: UploadedFile) -> list[AttendanceRecord]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "attendance"
        with path.open("wb") as kept:
            for chunk in upload.chunks():
                kept.write(chunk)
        try:
            intake = read_register(path, ATTENDANCE)
        except Refusal as fault:
            raise _fault([fault.message]) from fault
    wrong = [each for each in intake.findings if each.rule.severity is Severity.ERROR]
    if wrong:
        raise _fault([f"第{each.place.row}行{each.message}，{each.rule.remedy}" for each in wrong])
    return list(intake.records)


def _mismatch(record: AttendanceRecord, known: dict[str, Inspector]) -> str:
    one = known.get(record.staff_no)
    if one is None:
        return f"第{record.row}行工号“{record.staff_no[:20]}”不在本部门人员名录，请核对"
    if record.name and record.name != one.name:
        return f"第{record.row}行姓名与名录中工号{one.staff_no}的姓名不同，请核对"
    return ""


def _fault(told: list[str]) -> DomainError:
    more = f"；另有 {len(told) - _MOST_TOLD} 处" if len(told) > _MOST_TOLD else ""
    return DomainError("sign_in_sheet", "；".join(told[:_MOST_TOLD]) + more, "file")
