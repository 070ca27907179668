"""Keeping a list's filters under a name; they are the person's own and nobody else's business."""

from __future__ import annotations

from mingcha.accounts.models import SavedView, User
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound

MOST_VIEWS = 30
_LONGEST_QUERY = 1000


@action
def save_view(*, by: User, page: str, name: str, query: str) -> SavedView:
    """Keep a view; one of the same name is replaced. Raises DomainError at ``name``."""
    name = name.strip()
    if not name:
        raise DomainError("name_missing", "请给这组条件起个名字", "name")
    if not query or len(query) > _LONGEST_QUERY:
        told = "条件太多，存不下" if query else "还没有设定条件，没有可保存的"
        raise DomainError("query_unusable", told, "name")
    others = SavedView.objects.filter(user=by, page=page).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        raise DomainError("too_many", f"最多保存 {MOST_VIEWS} 组，请先删去不用的", "name")
    view, _ = SavedView.objects.update_or_create(
        user=by, page=page, name=name, defaults={"query": query}
    )
    return view


@action
def remove_view(*, by: User, pk: int) -> None:
    """Forget a view."""
    removed, _ = SavedView.objects.filter(user=by, pk=pk).delete()
    if not removed:
        raise NotFound
