"""Reading the sub-registers (专项库, R-025)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject, SpecialMember, SpecialRegister
from mingcha.registers.selectors.shown_facts import Facts


def visible_special_registers(user: User) -> QuerySet[SpecialRegister]:
    """Return the sub-registers within the user's scope, retired ones among them."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="department__region", department="department")
    rows = SpecialRegister.objects.filter(scope).select_related("department")
    return rows.order_by("department_id", "name")


def facts_of(register: SpecialRegister) -> Facts:
    """Return what the form of a sub-register shows of it, by title (``shown_facts``)."""
    return {
        "专项库名称": register.name,
        "行业": register.industry,
        "收录范围": register.note,
    }


def with_sizes(registers: QuerySet[SpecialRegister]) -> QuerySet[SpecialRegister]:
    """Return them with ``size``, how many objects belong to each now."""
    return registers.annotate(size=Count("members", filter=Q(members__left_at=None)))


def get_special_register(user: User, pk: int) -> SpecialRegister:
    """Return one within the user's scope; raises NotFound."""
    found = visible_special_registers(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def special_registers_in_use(department: Department | None) -> QuerySet[SpecialRegister]:
    """Return a department's own sub-registers that are offered."""
    return SpecialRegister.objects.filter(department=department, retired_on=None).order_by("name")


def belonging(registers: Iterable[int | str]) -> Exists:
    """Return the condition that an object belongs to one of the sub-registers now."""
    members = SpecialMember.objects.filter(
        object=OuterRef("pk"), left_at=None, register__in=[int(pk) for pk in registers]
    )
    return Exists(members)


def members_of(register: SpecialRegister) -> QuerySet[InspectionObject]:
    """Return the objects that belong to it now."""
    return InspectionObject.objects.filter(belonging([register.pk]))


def memberships(
    user: User, found: InspectionObject, *, past: bool = False
) -> QuerySet[SpecialMember]:
    """Return an object's sub-registers within the user's scope, former ones if they are asked for."""
    rows = SpecialMember.objects.filter(
        object=found, register__in=visible_special_registers(user).order_by().values("pk")
    ).select_related("register")
    return rows if past else rows.filter(left_at=None)
