"""What the answers propose; people may judge otherwise (D.1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mingcha.inspections.choices import OBJECT_RESULTS, Answer, ItemOutcome, Result


def proposed_outcome(points: int, answers: Sequence[str]) -> str:
    """Return the worst answer as an item's result, empty while points are unanswered."""
    if Answer.NO in answers:
        return ItemOutcome.PROBLEM
    if not points or len(answers) < points:
        return ""
    if all(answer == Answer.NOT_APPLICABLE for answer in answers):
        return ItemOutcome.NOT_APPLICABLE
    return ItemOutcome.NO_PROBLEM


def proposed_result(outcomes: Collection[str]) -> str:
    """Return the worst item as the object's result, empty while items are open or none was checked."""
    if ItemOutcome.PROBLEM in outcomes:
        return Result.PENDING_FOLLOW_UP
    if not outcomes or "" in outcomes or nothing_checked(outcomes):
        return ""
    if all(outcome == ItemOutcome.NOT_APPLICABLE for outcome in outcomes):
        return Result.NO_SUCH_ACTIVITY
    return Result.NO_PROBLEM


def nothing_checked(outcomes: Collection[str]) -> bool:
    """Tell whether all items have a result and none was checked; what does not exist cannot be."""
    unchecked = {ItemOutcome.NOT_CHECKED, ItemOutcome.NOT_APPLICABLE}
    return ItemOutcome.NOT_CHECKED in outcomes and unchecked.issuperset(outcomes)


def why_unchecked(result: str) -> str:
    """Return what an item says that was not checked for the sake of the object's result."""
    return f"{Result(result).label}，未能检查"


def is_closed_by(result: str, outcome: str, note: str) -> bool:
    """Tell whether an item was not checked for that reason alone: another result opens it again."""
    is_unchecked = outcome == ItemOutcome.NOT_CHECKED
    return result in OBJECT_RESULTS and is_unchecked and note == why_unchecked(result)
