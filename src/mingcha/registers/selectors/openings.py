"""What a page was opened with: whoever saves it must not write over what changed since (R-016)."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Max

from mingcha.registers.models import InspectionObject, Inspector, RegisterEntry, Tag
from mingcha.registers.selectors.objects import Change, history_of

_FORM = re.compile(r"([0-9]{1,18})-([0-9]{1,18})", re.ASCII)
_ROW_FORM = re.compile(r"[0-9]{1,18}", re.ASCII)
_INSPECTOR_FORM = re.compile(r"([0-9]{1,18})((?:[+][0-9]{1,18})*)", re.ASCII)
_TAGS = "业务专长和岗位资质"
_SECRET = frozenset({"risk_level"})
"""Who edits need not see classes, and the page does not write them."""
_KEPT = frozenset({"object", "department"})


def row_opening_of(row: Any) -> str:
    """Return the mark of how a tracked row stands: its last change's number."""
    found = type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001 - Django's documented way to a model's manager
    return str(found.aggregate(last=Max("events__pgh_id"))["last"] or 0)


def number_of(mark: str) -> int:
    """Return the number that such a mark holds; one of another form is as old as can be."""
    return int(mark) if _ROW_FORM.fullmatch(mark) else 0


def row_changes_since(row: Any, mark: str) -> list[Change]:
    """Return what changed in a tracked row since the mark, the newest first."""
    return [each for each in history_of(row) if each.number > number_of(mark) and each.fields]


def opening_of(object_id: int, department_id: int | None) -> str:
    """Return the mark of how an object and its entry stand: their last changes' numbers.

    Take it before the rows are read: a change in between is then told once too often, never missed.
    """
    found = InspectionObject.objects.filter(pk=object_id)
    entry = RegisterEntry.objects.filter(object=object_id, department=department_id)
    last = [rows.aggregate(last=Max("events__pgh_id"))["last"] or 0 for rows in (found, entry)]
    return f"{last[0]}-{last[1]}"


def changes_since(entry: RegisterEntry, mark: str) -> list[Change]:
    """Return what changed in an object and its entry since the mark, the newest first.

    A mark of another form is as old as can be: everything changed since.
    """
    match = _FORM.fullmatch(mark)
    of_object, of_entry = (int(number) for number in match.groups()) if match else (0, 0)
    changes = [
        *(each for each in history_of(entry.object, without=_SECRET) if each.number > of_object),
        *(each for each in history_of(entry, without=_KEPT) if each.number > of_entry),
    ]
    return sorted((each for each in changes if each.fields), key=lambda each: each.at, reverse=True)


def inspector_opening_of(inspector: Inspector) -> str:
    """Return the mark of how an inspector stands: the last change's number, and the tags.

    Take it before the form is filled, like ``opening_of``.
    """
    row = Inspector.objects.filter(pk=inspector.pk)
    last = row.aggregate(last=Max("events__pgh_id"))["last"] or 0
    return "".join([str(last), *(f"+{pk}" for pk in _tags_of(inspector))])


def inspector_changes_since(inspector: Inspector, mark: str) -> list[Change]:
    """Return what changed in an inspector since the mark, the newest first; tags at the end."""
    match = _INSPECTOR_FORM.fullmatch(mark)
    last, tags = (int(match[1]), match[2]) if match else (0, "")
    found = [each for each in history_of(inspector) if each.number > last and each.fields]
    before, now = [int(pk) for pk in tags.split("+")[1:]], _tags_of(inspector)
    if before != now:
        told = (_TAGS, _names(before), _names(now))
        found.append(Change(inspector.updated_at, "其他人", [told], 0))
    return found


def _tags_of(inspector: Inspector) -> list[int]:
    held = [*inspector.expertise.all(), *inspector.qualifications.all()]
    return sorted(tag.pk for tag in held)


def _names(tags: list[int]) -> str:
    return "、".join(Tag.objects.filter(pk__in=tags).order_by("pk").values_list("name", flat=True))
