"""Public read: the snapshots, as they were published. Nothing else is read here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema

from mingcha.api.fields import Key, Limit, Page, Version, Words, may_answer
from mingcha.api.problems import Problem
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.parts import of_department
from mingcha.publication.selectors.snapshots import by_name_or_code, chosen, current, versions

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
    Collection("industry-lists", PublicationKind.INDUSTRY_LIST, "industry_lists"),
    Collection("object-lists", PublicationKind.OBJECT_LIST, "object_lists"),
    Collection("plans", PublicationKind.PLAN, "plans"),
    Collection("schemes", PublicationKind.SCHEME, "schemes"),
    Collection("rules", PublicationKind.RULES, "rules"),
    Collection("announcements", PublicationKind.ANNOUNCEMENT, "announcements"),
    Collection("drawn-lists", PublicationKind.DRAWN_LIST, "drawn_lists"),
    Collection("results", PublicationKind.RESULT, "results"),
    Collection("follow-ups", PublicationKind.FOLLOW_UP, "follow_ups"),
    Collection("draws", PublicationKind.DRAW, "draws"),
)


def version_of(kind: str, key: str, version: int | None) -> Publication:
    """Return a version, the newest where none is named; raises NotFound."""
    return chosen(kind, key, "" if version is None else str(version))[0]


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
        found = current(kind)
        if object.strip():
            found = found.filter(by_name_or_code(object))
        if task:
            found = found.filter(task_number=task)
        if department:
            found = found.filter(of_department(department))
        return _page(found, page, limit)

    return listing


def _detail(kind: PublicationKind) -> Callable[..., Any]:
    def detail(request: HttpRequest, key: Key, version: Version = None) -> Any:  # noqa: ARG001 - public
        return version_of(kind, key, version)

    return detail


def _versions(kind: PublicationKind) -> Callable[..., Any]:
    def all_versions(
        request: HttpRequest,  # noqa: ARG001 - public
        key: Key,
        page: Page = 1,
        limit: Limit = 20,
    ) -> Any:
        found = versions(kind, key)
        shown = found[(page - 1) * limit : page * limit]
        return {"total": len(found), "page": page, "limit": limit, "entries": shown}

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
        openapi_extra=may_answer(422),
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
