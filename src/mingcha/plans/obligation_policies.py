"""Who sets obligations, who answers for an occurrence, and who may send it back."""

from __future__ import annotations

from django.db.models import Q

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.orgs.models import Department, Region
from mingcha.plans.models import Occurrence


def sets_for(by: User, region: Region, issuer: Department | None) -> bool:
    """Tell whether somebody sets the obligations of an office, or of a department for its units."""
    if issuer is None:
        return by.region_id == region.pk and by.may(Permission.TARGET_EDIT)
    return by.department_id == issuer.pk and by.may(Permission.PLAN_EDIT)


def require_setter(by: User, region: Region, issuer: Department | None) -> None:
    """Raise Forbidden unless the actor sets these obligations, NotFound for those of others."""
    require(by, Permission.TARGET_VIEW)
    if not by.region.prefix.startswith(region.prefix):
        raise NotFound
    if issuer is not None and by.department_id != issuer.pk:
        raise NotFound
    if not sets_for(by, region, issuer):
        raise Forbidden


def answered_by(user: User) -> Q:
    """Return the condition on occurrences for which somebody answers: the same as ``answers``."""
    own = Q(department=user.department_id, department__isnull=False)
    if not user.may(Permission.PLAN_EDIT):
        own &= Q(unit=None) | Q(unit=user.unit_id)
    if not _acts_for_department(user):
        own = Q(pk__in=[])
    if user.may(Permission.TARGET_EDIT):
        own |= Q(department=None, region=user.region_id)
    return own


def answers(by: User, occurrence: Occurrence) -> bool:
    """Tell whether somebody answers for an occurrence: as office, department, unit or its lead."""
    if occurrence.department_id is None:
        return by.region_id == occurrence.region_id and by.may(Permission.TARGET_EDIT)
    if by.department_id != occurrence.department_id or not _acts_for_department(by):
        return False
    is_own_unit = occurrence.unit_id is None or by.unit_id == occurrence.unit_id
    return is_own_unit or by.may(Permission.PLAN_EDIT)


def _acts_for_department(user: User) -> bool:
    """Tell whether somebody acts for a department: the office's people only sit there."""
    return user.may(Permission.PLAN_EDIT) or not user.may(Permission.TARGET_EDIT)


def require_answerer(by: User, occurrence: Occurrence) -> None:
    """Raise Forbidden for somebody else's occurrence, NotFound for one out of sight."""
    require(by, Permission.TARGET_VIEW)
    is_own = occurrence.department_id is not None and occurrence.department_id == by.department_id
    if not (is_own or occurrence.region.prefix.startswith(by.region.prefix)):
        raise NotFound
    if not answers(by, occurrence):
        raise Forbidden("这项工作由其他单位负责")
