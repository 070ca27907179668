"""What the answers propose; people may judge otherwise (D.1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mingcha.inspections.choices import Answer, ItemOutcome, Result


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
    """Return the worst item as the object's result, empty while items are open."""
    if ItemOutcome.PROBLEM in outcomes:
        return Result.PENDING_FOLLOW_UP
    if not outcomes or "" in outcomes:
        return ""
    if all(outcome == ItemOutcome.NOT_APPLICABLE for outcome in outcomes):
        return Result.NO_SUCH_ACTIVITY
    return Result.NO_PROBLEM
