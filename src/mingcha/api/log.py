"""Public read of the log of draws: entries without bodies, which the head commits to."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from mingcha.api.fields import Limit, Seq, may_answer
from mingcha.api.problems import Problem
from mingcha.core.draw.log import FIRST_PREV
from mingcha.publication.selectors.log import log_entries

router = Router(tags=["抽签验证"])
DrawId = Annotated[str, Query(max_length=30, pattern=r"^[^\x00]*$")]


class Head(Schema):
    """Where the log stands; ``length`` counts entries."""

    length: int
    head: str
    time: str


class Entry(Schema):
    """An entry as protocol section 11 chains it; its body is known by its hash."""

    seq: int
    prev: str
    type: str
    time: str
    draw_id: str
    body_hash: str
    head: str


class Entries(Schema):
    """Entries in ascending order; ``next`` is where to go on, empty at the end."""

    entries: list[Entry]
    next: int | None


@router.get(
    "/head", auth=None, response={200: Head}, operation_id="get_log_head", summary="抽取日志的链头"
)
def head(request: HttpRequest) -> Any:  # noqa: ARG001 - public
    """Return the head after the last entry; keep it, to find out later whether the log was rewritten."""
    last = log_entries().first()
    if last is None:
        return {"length": 0, "head": FIRST_PREV, "time": ""}
    return {"length": last.seq + 1, "head": last.head, "time": last.time}


@router.get(
    "/entries",
    auth=None,
    response={200: Entries, 422: Problem},
    operation_id="list_log_entries",
    summary="抽取日志的记录",
    openapi_extra=may_answer(422),
)
def entries(
    request: HttpRequest,  # noqa: ARG001 - public
    draw_id: DrawId = "",
    start: Seq = 0,
    limit: Limit = 100,
) -> Any:
    """Return entries from a number on, of one draw or of all."""
    found = log_entries(draw_id).filter(seq__gte=start).order_by("seq")
    rows = list(found.values(*Entry.model_fields)[: limit + 1])
    more = rows[limit]["seq"] if len(rows) > limit else None
    return {"entries": rows[:limit], "next": more}
