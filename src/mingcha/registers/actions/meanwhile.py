"""Refusing to write over what others changed while a page stood open (R-016)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.utils import timezone

from mingcha.foundation.errors import DomainError
from mingcha.registers.models import Inspector, ItemVersion, RegisterEntry
from mingcha.registers.selectors.item_writings import item_changes_since, unread_since
from mingcha.registers.selectors.objects import Change
from mingcha.registers.selectors.openings import (
    changes_since,
    inspector_changes_since,
    row_changes_since,
)
from mingcha.registers.selectors.shown_facts import Facts, facts_changed_since

_Row = TypeVar("_Row")
_SAVE_AGAIN = "您填写的内容仍在本页，请核对后重新保存"
_READ_AGAIN = "现在显示的是新的内容，请看过以后再审核"


class ChangedMeanwhile(DomainError):
    """Others changed the row since the page was opened; ``changes`` are theirs, the newest first."""

    def __init__(self, changes: Sequence[Change], of: str, then: str = _SAVE_AGAIN) -> None:
        """Say who changed what, when, and what to do."""
        told = "；".join(_told(each) for each in changes)
        super().__init__(
            "changed_meanwhile",
            f"打开本页之后，{of}已有改动：{told}。{then}",
        )
        self.changes = tuple(changes)


def require_unchanged(entry: RegisterEntry, opened: str) -> None:
    """Refuse where the object or its entry, which are locked, changed since the mark was taken."""
    changes = changes_since(entry, opened)
    if changes:
        raise ChangedMeanwhile(changes, "这个对象")


def require_inspector_unchanged(inspector: Inspector, opened: str) -> None:
    """Refuse where the inspector, who is locked, changed since the mark was taken."""
    changes = inspector_changes_since(inspector, opened)
    if changes:
        raise ChangedMeanwhile(changes, "这名检查人员的登记")


def require_row_unchanged(row: Any, opened: str, of: str) -> None:
    """Refuse where a tracked row, which is locked, changed since the mark was taken."""
    changes = row_changes_since(row, opened)
    if changes:
        raise ChangedMeanwhile(changes, of)


@contextmanager
def writing_nothing_over(
    row: _Row, opened: str | None, facts_of: Callable[[_Row], Facts], of: str
) -> Iterator[None]:
    """Refuse what is written inside where a row, which is locked, changed since the mark was taken.

    Writing what stands already is no conflict. The caller's transaction takes back what is refused.
    """
    if opened is None:
        yield
        return
    stood = facts_of(row)
    changes = facts_changed_since(stood, opened)
    yield
    if changes and facts_of(row) != stood:
        raise ChangedMeanwhile(changes, of)


def require_item_unchanged(version: ItemVersion, opened: str) -> None:
    """Refuse where the version, which is locked, was written at since the mark was taken."""
    changes = item_changes_since(version, opened)
    if changes:
        raise ChangedMeanwhile(changes, "这一版事项")


def require_item_read(version: ItemVersion, opened: str) -> None:
    """Refuse to judge a version, which is locked, whose text is not the one read at the mark."""
    changes = unread_since(version, opened)
    if changes:
        raise ChangedMeanwhile(changes, "这一版事项", _READ_AGAIN)


def _told(change: Change) -> str:
    at = f"于 {timezone.localtime(change.at):%Y-%m-%d %H:%M} " if change.number else ""
    fields = "、".join(
        f"{title}由“{before or '空'}”改为“{after or '空'}”"
        for title, before, after in change.fields
    )
    return f"{change.by or '系统'}{at}把{fields}"
