"""The one door through which fields of the case tables reach the public."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from django.db.models import Model

    from mingcha.core.draw.canonical import Json


class Undisclosable(TypeError):
    """A snapshot asked for a field that its model does not let out: a fault of the program."""


def disclosed(row: Model, *fields: str) -> dict[str, Json]:
    """Return fields of a row as JSON; raises Undisclosable for one its ``Disclosure`` keeps in."""
    require_public(type(row), fields)
    return {name: plain(getattr(row, name)) for name in fields}


def worded(row: Model, *fields: str) -> dict[str, Json]:
    """Return fields as ``disclosed`` does, with the words of a choice instead of its code."""
    require_public(type(row), fields)
    return {name: _in_words(row, name) for name in fields}


def plain(value: object) -> Json:
    """Return a value as the JSON of a snapshot: NFC text, days and times as ISO text."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    if value is None or isinstance(value, bool | int):
        return value
    return unicodedata.normalize("NFC", str(value))


def require_public(model: type[Model], fields: tuple[str, ...]) -> None:
    """Raise Undisclosable for a field that the model's ``Disclosure`` keeps in."""
    public = model.Disclosure.public  # type: ignore[attr-defined]  # every model has one, held by a test
    kept_in = [name for name in fields if name not in public]
    if kept_in:
        raise Undisclosable(f"{model._meta.label} keeps {', '.join(kept_in)} to itself")  # noqa: SLF001 - Django's documented way to a model's name


def _in_words(row: Model, name: str) -> Json:
    value = getattr(row, name)
    if isinstance(value, list):
        field = row._meta.get_field(name)  # noqa: SLF001 - Django's documented way to a model's fields
        titles = dict(field.base_field.choices or ())  # type: ignore[union-attr]
        return [plain(titles.get(entry, entry)) for entry in value]
    display = getattr(row, f"get_{name}_display", None)
    return plain(display() if display else value)
