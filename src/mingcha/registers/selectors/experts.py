"""Reading the pools of experts and professional bodies."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import AssistantInterest, Expert, InspectionObject, ProfessionalBody


def visible_experts(user: User) -> QuerySet[Expert]:
    """Return the experts of the pools that the user may see."""
    require(user, Permission.REGISTER_VIEW)
    rows = Expert.objects.filter(_scope(user)).select_related("department", "body")
    return rows.prefetch_related("tags").order_by("-is_active", "name", "pk")


def visible_bodies(user: User) -> QuerySet[ProfessionalBody]:
    """Return the bodies of the pools that the user may see."""
    require(user, Permission.REGISTER_VIEW)
    rows = ProfessionalBody.objects.filter(_scope(user)).select_related("department")
    return rows.prefetch_related("tags").order_by("-is_active", "name")


def get_helper(user: User, kind: str, pk: int) -> Expert | ProfessionalBody:
    """Return an expert or a body within the user's scope; raises NotFound."""
    rows: QuerySet[Expert] | QuerySet[ProfessionalBody] = (
        visible_experts(user) if kind == "expert" else visible_bodies(user)
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _scope(user: User) -> Q:
    return within(user, region="department__region", department="department")


def experts_for(department: Department, thing: InspectionObject) -> QuerySet[Expert]:
    """Return the experts who may assist at an object: neither they nor their body is barred."""
    barred = _open_interests(thing)
    rows = Expert.objects.filter(department=department, is_active=True).exclude(
        Exists(barred.filter(expert=OuterRef("pk")))
    )
    rows = rows.exclude(Exists(barred.filter(body=OuterRef("body"))))
    return rows.exclude(body__is_active=False).prefetch_related("tags").order_by("name", "pk")


def bodies_for(department: Department, thing: InspectionObject) -> QuerySet[ProfessionalBody]:
    """Return the bodies that may assist at an object."""
    barred = _open_interests(thing).filter(body=OuterRef("pk"))
    rows = ProfessionalBody.objects.filter(department=department, is_active=True)
    return rows.exclude(Exists(barred)).prefetch_related("tags").order_by("name")


def _open_interests(thing: InspectionObject) -> QuerySet[AssistantInterest]:
    return AssistantInterest.objects.filter(object=thing, ended_on=None)


def experts_with(department: int, fields: Collection[int]) -> QuerySet[Expert]:
    """Return the experts in a department's pool who have one of the tags; all where none is asked."""
    rows = Expert.objects.filter(department=department, is_active=True)
    rows = rows.exclude(body__is_active=False)
    if fields:
        rows = rows.filter(
            Exists(Expert.tags.through.objects.filter(expert=OuterRef("pk"), tag__in=fields))
        )
    return rows.order_by("pk")


def barred_now(experts: Collection[int], objects: Collection[int]) -> set[tuple[int, int]]:
    """Return which of the experts are barred from which of the objects now, by key."""
    rows = AssistantInterest.objects.filter(ended_on=None, object__in=objects)
    own = rows.filter(expert__in=experts).values_list("expert", "object")
    through_body = rows.filter(body__experts__in=experts).values_list("body__experts", "object")
    return {*own, *((expert, thing) for expert, thing in through_body if expert in experts)}
