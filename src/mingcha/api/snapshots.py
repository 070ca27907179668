"""Public read: the snapshots, as they were published. Nothing else is read here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from ninja import Router, Schema

from mingcha.api.fields import Key, Limit, Page, Version, Words, may_answer
from mingcha.api.problems import Problem
from mingcha.foundation.errors import NotFound
from mingcha.foundation.search import name_contains
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind

router = Router(tags=["公开查询"])


class Snapshot(Schema):
    """A version of what was published; ``digest`` is the SHA-256 of the content's JCS bytes."""

    kind: str
    key: str
    version: int
    title: str
    department: str
    task_number: str
    object_code: str
    object_name: str
    published_at: datetime
    reason: str
    digest: str
    content: dict[str, Any]


class Snapshots(Schema):
    """A page of a list."""

    total: int
    page: int
    limit: int
    entries: list[Snapshot]


@dataclass(frozen=True, slots=True)
class Collection:
    """A kind of snapshot under an address of its own."""

    path: str
    kind: PublicationKind
    name: str


COLLECTIONS = (
    Collection("items", PublicationKind.ITEM_LIST, "item_lists"),
    Collection("plans", PublicationKind.PLAN, "plans"),
    Collection("announcements", PublicationKind.ANNOUNCEMENT, "announcements"),
    Collection("drawn-lists", PublicationKind.DRAWN_LIST, "drawn_lists"),
    Collection("results", PublicationKind.RESULT, "results"),
    Collection("follow-ups", PublicationKind.FOLLOW_UP, "follow_ups"),
    Collection("draws", PublicationKind.DRAW, "draws"),
)


def versions_of(kind: str, key: str) -> QuerySet[Publication]:
    """Return the versions under a key, newest first."""
    return Publication.objects.filter(kind=kind, key=key).order_by("-version")


def chosen(kind: str, key: str, version: int | None) -> Publication:
    """Return a version, the newest where none is named; raises NotFound."""
    found = versions_of(kind, key)
    row = (found.filter(version=version) if version else found).first()
    if row is None:
        raise NotFound("没有找到这条公开信息")
    return row


def _newest(kind: str) -> QuerySet[Publication]:
    """Return the newest versions; those of one day in the order of codes, never of a draw."""
    later = Publication.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), version__gt=OuterRef("version")
    )
    found = Publication.objects.filter(~Exists(later), kind=kind)
    return found.order_by("-published_at__date", "task_number", "object_code", "key")


def _page(found: QuerySet[Publication], page: int, limit: int) -> dict[str, Any]:
    rows = found[(page - 1) * limit : page * limit]
    return {"total": found.count(), "page": page, "limit": limit, "entries": list(rows)}


def _listing(kind: PublicationKind) -> Callable[..., Any]:
    def listing(
        request: HttpRequest,  # noqa: ARG001 - public
        object: Words = "",  # noqa: A002 - the parameter's name in the address
        task: Words = "",
        department: Words = "",
        page: Page = 1,
        limit: Limit = 20,
    ) -> Any:
        found = _newest(kind)
        if object.strip():
            code = "".join(object.split()).upper()
            named = name_contains(object, field="object_name", words="name_words")
            found = found.filter(Q(object_code__startswith=code) | named)
        if task:
            found = found.filter(task_number=task)
        if department:
            found = found.filter(department=department)
        return _page(found, page, limit)

    return listing


def _detail(kind: PublicationKind) -> Callable[..., Any]:
    def detail(request: HttpRequest, key: Key, version: Version = None) -> Any:  # noqa: ARG001 - public
        return chosen(kind, key, version)

    return detail


def _versions(kind: PublicationKind) -> Callable[..., Any]:
    def all_versions(
        request: HttpRequest,  # noqa: ARG001 - public
        key: Key,
        page: Page = 1,
        limit: Limit = 20,
    ) -> Any:
        chosen(kind, key, None)
        return _page(versions_of(kind, key), page, limit)

    return all_versions


for _each in COLLECTIONS:
    _title = _each.kind.label
    router.get(
        f"/{_each.path}",
        auth=None,
        response={200: Snapshots, 422: Problem},
        operation_id=f"list_{_each.name}",
        summary=f"{_title}：查询最新版本",
        description="按对象名称或代码、任务编号、发布部门查询，都可不填；每页至多 100 条。",
    )(_listing(_each.kind))
    router.get(
        f"/{_each.path}/{{key}}",
        auth=None,
        response={200: Snapshot, 404: Problem, 422: Problem},
        operation_id=f"get_{_each.name}",
        summary=f"{_title}：一份，默认最新版本",
        openapi_extra=may_answer(404, 422),
    )(_detail(_each.kind))
    router.get(
        f"/{_each.path}/{{key}}/versions",
        auth=None,
        response={200: Snapshots, 404: Problem, 422: Problem},
        operation_id=f"list_versions_of_{_each.name}",
        summary=f"{_title}：全部版本",
        openapi_extra=may_answer(404, 422),
    )(_versions(_each.kind))
