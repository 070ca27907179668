"""Recusals that wait for the head, and one's own."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import Recusal
from mingcha.registers.models.recusal import RecusalState


def visible_recusals(user: User) -> QuerySet[Recusal]:
    """Return the recusals of the registers that the user may see, those to be decided first."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="inspector__department__region", department="inspector__department")
    rows = Recusal.objects.filter(scope).select_related("inspector__department", "object")
    return rows.order_by("ended_on", "-state", "-created_at", "pk")


def get_recusal(user: User, pk: int) -> Recusal:
    """Return a recusal within the user's scope; raises NotFound."""
    found = visible_recusals(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def pending_recusals(user: User) -> QuerySet[Recusal]:
    """Return those that the user, as head of the department, should decide."""
    rows = Recusal.objects.filter(
        inspector__department=user.department_id, state=RecusalState.PENDING, ended_on=None
    )
    rows = rows.exclude(declared_by=user.username).exclude(inspector__user=user)
    return rows.select_related("inspector", "object").order_by("created_at", "pk")


def own_recusals(user: User) -> QuerySet[Recusal]:
    """Return what was declared of the user, the newest first."""
    rows = Recusal.objects.filter(inspector__user=user).select_related("object")
    return rows.order_by("-created_at", "-pk")
