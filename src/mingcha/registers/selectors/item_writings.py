"""Who wrote at a version of an item, and what others wrote while a page stood open (R-003, R-005)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from django.db.models import OuterRef, QuerySet

from mingcha.accounts.selectors.names import names_of
from mingcha.registers.models import ItemVersion
from mingcha.registers.selectors.objects import Change, history_of
from mingcha.registers.selectors.openings import number_of

_IN_WORK = frozenset({"draft", "returned"})
_NO_TEXT = frozenset(
    "item number state effective_from drafted_by reviewed_by reviewed_at review_note"
    " scheduled_by published_at".split()
)
_ANOTHER = ("整个版本", "打开时的那一版", "另行起草的一版")
_BESIDE = ("检查要点、所需专长或指引文件", "打开时的内容", "别的内容")


def with_marks(versions: QuerySet[ItemVersion]) -> QuerySet[ItemVersion]:
    """Return them with ``opened``, the mark of how each stands (``row_opening_of``)."""
    events = cast("Any", ItemVersion).pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"))
    return versions.annotate(opened=events.order_by("-pgh_id").values("pgh_id")[:1])


def writers_of(version: ItemVersion) -> frozenset[str]:
    """Return the accounts that wrote at a version: who began it, and who changed it since."""
    return frozenset({version.drafted_by, *(by for _, by in _writings(version))})


def item_changes_since(version: ItemVersion, mark: str) -> list[Change]:
    """Return what was written at a version since the mark (``row_opening_of``), the newest first.

    What stands beside the text is told in one sentence.
    """
    last = number_of(mark)
    written = [(event, by) for event, by in _writings(version) if event.pgh_id > last]
    if not written:
        return []
    told = history_of(version, without=_NO_TEXT)
    texts = [each for each in told if each.number > last and each.fields]
    event, by = written[-1]
    beside = Change(event.pgh_created_at, names_of([by])[by], [_BESIDE], event.pgh_id)
    return texts or [beside]


def unread_since(version: ItemVersion, mark: str) -> list[Change]:
    """Return what whoever read the item at the mark has not read of this version, the newest first.

    A version that was begun since is another text altogether, such as after the old one was deleted.
    """
    (beginning,) = history_of(version)[-1:]
    if beginning.number > number_of(mark):
        return [replace(beginning, fields=[_ANOTHER])]
    return item_changes_since(version, mark)


def _writings(version: ItemVersion) -> Iterator[tuple[Any, str]]:
    """Give each change of a version that was no step of its state, and by whom; not its beginning."""
    earlier, row = "", cast("Any", version)
    for event in row.events.select_related("pgh_context").order_by("pgh_id"):
        if event.state == earlier and event.state in _IN_WORK:
            context = event.pgh_context
            yield event, str(context.metadata.get("by", "")) if context else ""
        earlier = event.state
