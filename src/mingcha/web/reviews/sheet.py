"""A record as ``web/reviews/sheet.html`` shows it, read-only: for the team and for reviewers."""

from __future__ import annotations

from mingcha.inspections.models import CheckAnswer, Evidence, InspectionRecord, ItemResult
from mingcha.inspections.selectors.checklist import item_results
from mingcha.registers.models.inspection_item import CheckMethod

_TAGS = {"problem": "late", "no_problem": "done"}


def sheet(record: InspectionRecord) -> dict[str, object]:
    """Return the items with their answers, the photos, and the words for methods."""
    photos = record.evidence.defer("content").select_related("check_point")
    return {
        "record": record,
        "items": [(row, _TAGS.get(row.outcome, ""), _answers(row)) for row in item_results(record)],
        "photos": [(photo, _title(photo)) for photo in photos],
        "methods": "、".join(CheckMethod(method).label for method in record.methods),
    }


def _title(photo: Evidence) -> str:
    return photo.caption or (photo.check_point.question if photo.check_point else "现场照片")


def _answers(row: ItemResult) -> list[CheckAnswer]:
    return sorted(row.answers.all(), key=lambda answer: answer.check_point.order)
