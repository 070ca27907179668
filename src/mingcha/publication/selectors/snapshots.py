"""Reading snapshots. They are public: nobody's scope is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.foundation.errors import NotFound
from mingcha.foundation.search import name_contains
from mingcha.publication.models import Publication, PublishedFile

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_HERE = "没有找到这条公开信息"


def newest(kind: str, key: str) -> Publication | None:
    """Return the newest version under a key, None where nothing was published."""
    return Publication.objects.filter(kind=kind, key=key).order_by("-version").first()


def current(kind: str) -> QuerySet[Publication]:
    """Return the newest version of everything of a kind, newest first.

    What was published on one moment stands in the order of codes, never of the draw.
    """
    later = Publication.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), version__gt=OuterRef("version")
    )
    found = Publication.objects.filter(~Exists(later), kind=kind)
    return found.order_by("-published_at__date", "task_number", "object_code", "key")


def versions(kind: str, key: str) -> list[Publication]:
    """Return all versions, newest first; raises NotFound where there is none."""
    found = list(Publication.objects.filter(kind=kind, key=key).order_by("-version"))
    if not found:
        raise NotFound(_NOT_HERE)
    return found


def chosen(kind: str, key: str, number: str = "") -> tuple[Publication, list[Publication]]:
    """Return the version of this number, the newest where none is given, and all versions."""
    found = versions(kind, key)
    if not number:
        return found[0], found
    wanted = next((version for version in found if str(version.version) == number), None)
    if wanted is None:
        raise NotFound(_NOT_HERE)
    return wanted, found


def published_file(kind: str, key: str, version: int, path: str) -> PublishedFile:
    """Return a file of a snapshot; raises NotFound."""
    rows = PublishedFile.objects.filter(
        publication__kind=kind, publication__key=key, publication__version=version, path=path
    )
    file = rows.first()
    if file is None:
        raise NotFound(_NOT_HERE)
    return file


def files_of(publication: Publication, paths: Iterable[str]) -> dict[str, bytes]:
    """Return those of a snapshot's files that have these paths."""
    return {file.path: file.content for file in publication.files.filter(path__in=list(paths))}


def by_name_or_code(text: str) -> Q:
    """Return the condition that a snapshot's object has this name or code, or begins with it."""
    plain = "".join(text.split())
    return Q(object_code__istartswith=plain) | name_contains(
        plain, field="object_name", words="name_words"
    )


def shown(publication: Publication) -> dict[str, Json]:
    """Return a snapshot as pages take it: its public fields, and nothing that leads to a row."""
    told = {name: getattr(publication, name) for name in Publication.Disclosure.public}
    return {**told, "kind_title": publication.get_kind_display()}
