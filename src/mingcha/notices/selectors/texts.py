"""Which text holds for a department on a day, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mingcha.core.notices.kinds import KINDS, NoticeKind
from mingcha.foundation.errors import NotFound
from mingcha.notices.models import NoticeText
from mingcha.notices.scopes import Scope
from mingcha.orgs.models import Department, Region
from mingcha.orgs.superiors import superior_of

STANDARD = "平台标准文本"


@dataclass(frozen=True, slots=True)
class TextInForce:
    """A text with its version; None where it is the platform's own."""

    title: str
    text: str
    version: NoticeText | None

    @property
    def words(self) -> str:
        """Return whose text it is and which version."""
        if self.version is None:
            return STANDARD
        scope = Scope(self.version.region, self.version.department)
        return f"{scope.words} 第{self.version.number}版"


def kind_of(key: str) -> NoticeKind:
    """Return a kind of document; raises NotFound."""
    try:
        return KINDS[key]
    except KeyError:
        raise NotFound from None


def standard(kind: NoticeKind) -> TextInForce:
    """Return the platform's standard text."""
    return TextInForce(kind.title, kind.text, None)


def text_in_force(kind: NoticeKind, department: Department, on: date) -> TextInForce:
    """Return the text by which a department makes out a kind of document on a day.

    The department's own goes first, then those that superiors of its line share, the nearest
    first, then those of the coordination offices from the region upward, then the standard text.
    """
    lines: list[Department | None] = [department, *_superiors(department)]
    regions = _regions(department.region)
    return _first(kind, lines, regions, on)


def text_from_above(kind: NoticeKind, scope: Scope, on: date) -> TextInForce:
    """Return the text that would hold in a scope without one of its own."""
    if scope.department is None:
        return _first(kind, [], _regions(scope.region)[1:], on)
    lines = [None, *_superiors(scope.department)]
    return _first(kind, lines, _regions(scope.region), on)


def text_of_scope(kind: NoticeKind, scope: Scope, on: date) -> TextInForce:
    """Return the text that holds in a scope on a day."""
    if scope.department is not None:
        return text_in_force(kind, scope.department, on)
    return _first(kind, [], _regions(scope.region), on)


def draft_of(kind: NoticeKind, scope: Scope) -> NoticeText | None:
    """Return the version being written, if there is one."""
    return scope.texts(kind.key).filter(since=None).first()


def _first(
    kind: NoticeKind, lines: list[Department | None], regions: list[Region], on: date
) -> TextInForce:
    keys = [each.pk for each in lines if each is not None]
    offices = Q(department=None, region__in=regions)
    rows = NoticeText.objects.filter(
        Q(department__in=keys) | offices, kind=kind.key, since__lte=on
    ).select_related("region", "department")
    latest: dict[tuple[int | None, str], NoticeText] = {}
    for row in rows.order_by("since", "number"):
        latest[row.department_id, "" if row.department_id else row.region_id] = row
    own = [latest.get((each.pk, "")) if each else None for each in lines]
    above = [row if n == 0 or (row and row.for_subordinates) else None for n, row in enumerate(own)]
    found = [*above, *(latest.get((None, region.pk)) for region in regions)]
    version = next((row for row in found if row is not None and row.is_own), None)
    return TextInForce(version.title, version.text, version) if version else standard(kind)


def _superiors(department: Department) -> list[Department]:
    found = []
    above = superior_of(department)
    while above is not None:
        found.append(above)
        above = superior_of(above)
    return found


def _regions(region: Region) -> list[Region]:
    prefixes = [region.prefix[:length] for length in range(1, len(region.prefix) + 1)]
    return list(Region.objects.filter(prefix__in=prefixes).order_by("-prefix"))
