"""Reading the sub-registers of inspectors (人员专项库, R-025)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import Inspector, StaffRegister
from mingcha.registers.selectors.fitness import with_certificate
from mingcha.registers.selectors.shown_facts import Facts

if TYPE_CHECKING:
    from mingcha.registers.selectors.fitness import CertifiedInspector


def visible_staff_registers(user: User) -> QuerySet[StaffRegister]:
    """Return the sub-registers within the user's scope, retired ones last."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="department__region", department="department")
    rows = StaffRegister.objects.filter(scope).select_related("department")
    return rows.prefetch_related("units", "tags").order_by("retired_on", "department_id", "name")


def facts_of(register: StaffRegister) -> Facts:
    """Return what the form of a sub-register shows of it, by title (``shown_facts``)."""
    tags = register.tags.order_by("pk").values_list("name", flat=True)
    units = register.units.order_by("pk").values_list("name", flat=True)
    return {
        "人员专项库名称": register.name,
        "行业": register.industry,
        "专长或资质": "、".join(tags),
        "机构": "、".join(units),
        "收录范围": register.note,
    }


def get_staff_register(user: User, pk: int) -> StaffRegister:
    """Return one within the user's scope; raises NotFound."""
    found = visible_staff_registers(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def staff_registers_in_use(department: Department) -> QuerySet[StaffRegister]:
    """Return a department's own sub-registers that are offered."""
    return StaffRegister.objects.filter(department=department, retired_on=None).order_by("name")


def belonging(register: StaffRegister) -> Q:
    """Return the condition that an inspector belongs to a sub-register now."""
    found = Q(department=register.department_id)
    units = [unit.pk for unit in register.units.all()]
    tags = [tag.pk for tag in register.tags.all()]
    if units:
        found &= Q(unit__in=units)
    if tags:
        held = [
            Exists(field.through.objects.filter(inspector=OuterRef("pk"), tag__in=tags))
            for field in (Inspector.expertise, Inspector.qualifications)
        ]
        found &= Q(held[0]) | Q(held[1])
    return found


def members_of(register: StaffRegister) -> QuerySet[CertifiedInspector]:
    """Return who belongs to it now, with their certificate; whoever left is not among them."""
    rows = with_certificate(Inspector.objects.filter(belonging(register)))
    rows = rows.exclude(state="left").select_related("unit")
    return rows.prefetch_related("expertise", "qualifications").order_by("staff_no")
