"""Reading the registers of objects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.accounts.selectors.names import names_of
from mingcha.core.identifiers.text import fold
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject, RegisterEntry
from mingcha.registers.models.inspection_object import OWN_FIELDS


def register_of(department: Department) -> QuerySet[InspectionObject]:
    """Return the objects that a department keeps in its register now."""
    kept = RegisterEntry.objects.filter(
        object=OuterRef("pk"), department=department, is_active=True
    )
    return InspectionObject.objects.filter(Exists(kept))


def visible_entries(user: User) -> QuerySet[RegisterEntry]:
    """Return the entries of the registers that the user may see, those that left among them."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="department__region", department="department")
    return RegisterEntry.objects.filter(scope).select_related("object__region", "department")


def visible_objects(user: User, department: Department | None = None) -> QuerySet[InspectionObject]:
    """Return the objects in one register that the user may see, or in any of them."""
    require(user, Permission.REGISTER_VIEW)
    if user.department_id is not None and department is not None:
        own = user.department_id == department.pk and "coord_office" not in user.role_keys
        if own and department.region.prefix.startswith(user.region.prefix):
            return register_of(department)
    scope = within(user, region="department__region", department="department")
    kept = RegisterEntry.objects.filter(scope, object=OuterRef("pk"), is_active=True)
    if department is not None:
        kept = kept.filter(department=department)
    return InspectionObject.objects.filter(Exists(kept))


def registers_within(user: User) -> QuerySet[Department]:
    """Return the departments whose registers the user may see."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="region", department="pk")
    return Department.objects.filter(scope, is_inspecting_body=True).select_related("region")


def get_entries(user: User, pk: int) -> list[RegisterEntry]:
    """Return an object's entries within the user's scope; raises NotFound where there are none."""
    entries = list(visible_entries(user).filter(object=pk).order_by("department_id"))
    if not entries:
        raise NotFound
    return entries


@dataclass(frozen=True, slots=True)
class Change:
    """What one change of a row altered: by field, before and after; empty at its beginning.

    ``number`` grows with every change of the row.
    """

    at: datetime
    by: str
    fields: list[tuple[str, Any, Any]]
    number: int


def history_of(row: Any, *, without: frozenset[str] = frozenset()) -> list[Change]:
    """Return the changes of a tracked row, the newest first."""
    skipped = {"id", "created_at", "updated_at", "name_words", "name_hash", *without}
    fields = [
        field
        for field in row._meta.concrete_fields  # noqa: SLF001 - Django's public name for a model's fields
        if field.name not in skipped
    ]
    changes: list[Change] = []
    earlier: Any = None
    for event in row.events.select_related("pgh_context").order_by("pgh_id"):
        altered = [
            (field, getattr(earlier, field.attname), getattr(event, field.attname))
            for field in fields
            if earlier is not None
            and getattr(earlier, field.attname) != getattr(event, field.attname)
        ]
        context = event.pgh_context
        if altered or earlier is None:
            by = context.metadata.get("by", "") if context else ""
            shown = [(field.verbose_name, *_shown(field, pair)) for field, *pair in altered]
            changes.append(Change(event.pgh_created_at, by, shown, event.pgh_id))
        earlier = event
    names = names_of(change.by for change in changes)
    return [replace(change, by=names[change.by]) for change in reversed(changes)]


def _shown(field: Any, values: list[Any]) -> list[Any]:
    if field.choices:
        words = dict(field.flatchoices)
        return [words.get(value, value) for value in values]
    if field.is_relation:
        names = field.related_model.objects.in_bulk([value for value in values if value])
        return [names.get(value, "") for value in values]
    if field.get_internal_type() == "BooleanField":
        return ["是" if value else "否" for value in values]
    return values


def search_code(text: str) -> Q:
    """Return the condition that an object's code begins with the text, in whatever spelling."""
    return Q(code__startswith=fold(text)[0])


def own_facts(found: InspectionObject) -> list[tuple[str, str]]:
    """Return what is known of an object that market entities have not, by title (R-014)."""
    fields = [found._meta.get_field(name) for name in OWN_FIELDS]  # noqa: SLF001 - Django's own name
    facts = [
        (str(getattr(field, "verbose_name", "")), getattr(found, field.name)) for field in fields
    ]
    return [(title, value) for title, value in facts if value]
