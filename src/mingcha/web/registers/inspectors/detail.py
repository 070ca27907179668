"""Somebody's whole record as a page shows it."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.inspections.selectors.workload import training_hours
from mingcha.registers.models import Inspector
from mingcha.registers.personal import PERSONAL_FIELDS, personal_data, sees_personal
from mingcha.registers.selectors.fitness import covers, unfit_reason
from mingcha.registers.selectors.objects import Change, history_of
from mingcha.web.registers.inspectors.tables import certificate_text


def record_of(user: User, one: Inspector) -> dict[str, object]:
    """Return the context of a person's page."""
    today = clock.today()
    return {
        "inspector": one,
        "personal": personal_data(user, one),
        "certificates": [
            (each, certificate_text(each.valid_until)) for each in one.certificates.all()
        ],
        "absences": [(each, covers(each, today)) for each in one.absences.all()],
        "unfit": unfit_reason(one, today),
        "trainings": one.trainings.all(),
        "year": today.year,
        "hours": training_hours(Inspector.objects.filter(pk=one.pk), today.year).get(one.pk, 0),
        "recusals": one.recusals.select_related("object").order_by("ended_on", "id"),
        "changes": _changes(user, one),
        "may_edit": one.department_id == user.department_id and user.may(P.REGISTER_EDIT),
    }


def _changes(user: User, one: Inspector) -> list[tuple[str, Change]]:
    hidden = frozenset() if sees_personal(user, one.department_id) else PERSONAL_FIELDS
    found = [("人员", change) for change in history_of(one, without=hidden)]
    for certificate in one.certificates.all():
        found += [(str(certificate), change) for change in history_of(certificate)]
    for absence in one.absences.all():
        found += [(str(absence), change) for change in history_of(absence)]
    return sorted(found, key=lambda each: each[1].at, reverse=True)
