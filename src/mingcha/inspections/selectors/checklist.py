"""The checklist as a row of screens: a question each, or an item that has none."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.inspections.models import CheckAnswer, InspectionRecord, ItemResult
from mingcha.registers.models import CheckPoint


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen; ``point`` is None where the item is judged as a whole."""

    number: int
    total: int
    result: ItemResult
    point: CheckPoint | None
    answer: CheckAnswer | None

    @property
    def is_done(self) -> bool:
        """Tell whether the screen has its answer."""
        return self.answer is not None if self.point else bool(self.result.outcome)

    @property
    def has_problem(self) -> bool:
        """Tell whether something is wrong here."""
        if self.point:
            return self.answer is not None and self.answer.answer == "no"
        return self.result.outcome == "problem"


def screens(record: InspectionRecord) -> list[Screen]:
    """Return the record's screens in the order of the items and of their check points."""
    found: list[tuple[ItemResult, CheckPoint | None, CheckAnswer | None]] = []
    for result in item_results(record):
        answers = {answer.check_point_id: answer for answer in result.answers.all()}
        points = list(result.item.check_points.all())
        found.extend((result, point, answers.get(point.pk)) for point in points)
        if not points:
            found.append((result, None, None))
    total = len(found)
    return [Screen(n, total, *parts) for n, parts in enumerate(found, start=1)]


def item_results(record: InspectionRecord) -> list[ItemResult]:
    """Return the items' results with answers, in the items' order."""
    rows = record.item_results.select_related("item__item", "record").prefetch_related(
        "answers__check_point", "item__check_points"
    )
    return list(rows.order_by("item__item__code"))


def next_open(rows: list[Screen]) -> Screen | None:
    """Return the first screen without an answer: where a draft is taken up again."""
    return next((screen for screen in rows if not screen.is_done), None)
