"""Reading trainings: those held, and those that a plan names (R-137, R-148)."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.orgs.superiors import superior_of
from mingcha.registers.models import PlannedTraining, TrainingRecord, TrainingSession

_ATTENDED = Count("records", filter=Q(records__is_withdrawn=False))


def visible_sessions(user: User) -> QuerySet[TrainingSession]:
    """Return the trainings within the user's scope and the superior's, with how many attended."""
    require(user, Permission.REGISTER_VIEW)
    rows = TrainingSession.objects.filter(_within_or_above(user))
    return rows.select_related("department", "planned").annotate(attended=_ATTENDED)


def get_session(user: User, pk: int) -> TrainingSession:
    """Return one that the user may see; raises NotFound."""
    found = visible_sessions(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def records_seen(user: User, session: TrainingSession) -> QuerySet[TrainingRecord]:
    """Return who attended, of the people within the user's scope alone (R-001)."""
    scope = within(user, region="inspector__department__region", department="inspector__department")
    rows = TrainingRecord.objects.filter(scope, session=session, is_withdrawn=False)
    return rows.select_related("inspector__unit", "inspector__department").order_by(
        "inspector__department", "inspector__staff_no"
    )


def sessions_open_to(department: Department) -> QuerySet[TrainingSession]:
    """Return the standing trainings of a department and of the one above it."""
    superior = superior_of(department)
    keys = [department.pk] + ([superior.pk] if superior else [])
    return TrainingSession.objects.filter(department__in=keys, withdrawn_reason="")


def sessions_held(department: Department, first: date, last: date) -> QuerySet[TrainingSession]:
    """Return the trainings open to a department that took place, with attendance, in some days."""
    present = TrainingRecord.objects.filter(session=OuterRef("pk"), is_withdrawn=False)
    return sessions_open_to(department).filter(Exists(present), held_on__range=(first, last))


def planned_trainings(user: User, year: int) -> QuerySet[PlannedTraining]:
    """Return a year's lines of form E that the user may see, with how often each was held."""
    require(user, Permission.REGISTER_VIEW)
    held = Count("sessions", filter=Q(sessions__withdrawn_reason=""))
    rows = PlannedTraining.objects.filter(_within_or_above(user), year=year, dropped_reason="")
    return rows.select_related("department").annotate(held=held)


def get_planned(user: User, pk: int) -> PlannedTraining:
    """Return a line of the user's own department; raises NotFound."""
    rows = PlannedTraining.objects.select_related("department")
    found = rows.filter(pk=pk, department=user.department_id, dropped_reason="").first()
    if found is None:
        raise NotFound
    return found


def _within_or_above(user: User) -> Q:
    scope = within(user, region="department__region", department="department")
    superior = superior_of(user.department) if user.department else None
    return scope | Q(department=superior) if superior else scope
