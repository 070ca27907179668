"""Whether a record is complete: each answer is None, or the reason why not in Chinese."""

from __future__ import annotations

from mingcha.foundation import clock
from mingcha.inspections.choices import PROBLEM_RESULTS
from mingcha.inspections.models import Evidence, InspectionRecord
from mingcha.orgs.parameters import parameter
from mingcha.registers.models.inspection_item import CheckMethod


def checklist_fault(row: InspectionRecord) -> str | None:
    """Return what keeps the checklist open: an item without result, a problem without a photo."""
    open_items = row.item_results.filter(outcome="").count()
    if open_items:
        return f"还有 {open_items} 项没有结果"
    return _photo_fault(row)


def result_fault(row: InspectionRecord) -> str | None:
    """Return what is lacking to the record as a whole."""
    if not row.result or not row.acknowledgement:
        return "还没有填写检查结论"
    return checklist_fault(row) or _ground_fault(row)


def signed_fault(row: InspectionRecord) -> str | None:
    """Return None once the team has confirmed (R-061)."""
    return None if row.signed_at else "检查组还没有全部确认：须两名持证检查人员各自确认"


def _ground_fault(row: InspectionRecord) -> str | None:
    """What keeps back a visit beyond a cap: no department there has shown its ground (E.2)."""
    if not row.visit.beyond_cap_reason or Evidence.objects.filter(record__visit=row.visit).exists():
        return None
    return "这次检查超过检查频次上限，请附上依据（如举报登记单、交办单）的照片"


def _photo_fault(row: InspectionRecord) -> str | None:
    if row.result not in PROBLEM_RESULTS or CheckMethod.ON_SITE not in row.methods:
        return None
    if row.source_key:
        return None  # the other system keeps its own evidence
    task = row.object_task.task
    asked = parameter(
        "evidence.photo_with_problem",
        region=task.region,
        department=row.object_task.sub_task.department,
        on=clock.today(),
    )
    if not asked or row.evidence.exists():
        return None
    return "现场检查发现问题，请至少附一张照片"
