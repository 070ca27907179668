"""Reading the pools of experts and professional bodies."""

from __future__ import annotations

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
