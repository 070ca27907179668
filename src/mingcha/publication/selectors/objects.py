"""What was published about an enterprise: results, follow-ups, and lists that it is on."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.selectors.snapshots import by_name_or_code, current, shown
from mingcha.publication.snapshots.announcement import VOIDED


def known_objects(query: str) -> QuerySet[Publication, Any]:
    """Return code, newest name and number of results of the enterprises that a query finds."""
    found = current(PublicationKind.RESULT).exclude(object_code="")
    found = found.filter(by_name_or_code(query)) if query else found.none()
    return (
        found.values("object_code")
        .annotate(
            object_name=Max("object_name"),
            results=Count("pk"),
            problems=Count("pk", filter=Q(content__is_problem=True)),
            last=Max("published_at"),
        )
        .order_by("object_name", "object_code")
    )


def object_shown(code: str) -> dict[str, Json] | None:
    """Return everything public about a code, None where there is nothing."""
    results = [shown(row) for row in current(PublicationKind.RESULT).filter(object_code=code)]
    lists = current(PublicationKind.DRAWN_LIST).filter(content__objects__contains=[{"code": code}])
    voided = current(PublicationKind.ANNOUNCEMENT).filter(content__has_key=VOIDED)
    ended = set(
        voided.filter(task_number__in=lists.values("task_number")).values_list("key", flat=True)
    )
    drawn = [{**shown(row), VOIDED: row.task_number in ended} for row in lists.defer("name_words")]
    if not results and not drawn:
        return None
    follow_ups = current(PublicationKind.FOLLOW_UP).filter(object_code=code)
    name = results[0]["object_name"] if results else _name_on(drawn[0], code)
    return {
        "code": code,
        "name": name,
        "results": results,
        "follow_ups": {row.key: shown(row) for row in follow_ups},
        "lists": drawn,
    }


def _name_on(drawn: dict[str, Json], code: str) -> str:
    objects = drawn["content"]["objects"]
    return next(str(row["name"]) for row in objects if row["code"] == code)
