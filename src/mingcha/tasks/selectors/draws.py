"""Which draws a person sees, and what the steps' buttons may offer."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mingcha.accounts.models import RoleGrant, User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.roles import ROLES
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.tasks.link_and_code import token_digest
from mingcha.tasks.models import Draw, DrawParty, PartyInvitation, SubTask

_WITNESSES = [key for key, role in ROLES.items() if Permission.DRAW_WITNESS in role.permissions]


def visible_draws(user: User) -> QuerySet[Draw]:
    """Return the draws of the own department's tasks, and those to which one is a party."""
    require(user, Permission.TASK_VIEW)
    scope = within(user, region="task__region", department="task__lead_department")
    scope |= Q(pk__in=DrawParty.objects.filter(user=user).values("draw"))
    if user.department_id is not None:
        joined = SubTask.objects.filter(department=user.department_id)
        scope |= Q(task__in=joined.values("task"))
    return Draw.objects.filter(scope).select_related("task__lead_department", "task__region")


def get_draw(user: User, pk: int) -> Draw:
    """Return a draw within the user's scope; raises NotFound."""
    draw = visible_draws(user).filter(pk=pk).first()
    if draw is None:
        raise NotFound
    return draw


def require_visible(user: User, draw: Draw) -> None:
    """Raise NotFound for a draw outside the user's scope."""
    get_draw(user, draw.pk)


def possible_witnesses(operator: User, draw: Draw) -> QuerySet[User]:
    """Return the people of other units who may witness: in the region, or of one above it."""
    prefix = draw.own_task.region.prefix
    above = [prefix[:length] for length in range(1, len(prefix) + 1)]
    holding = RoleGrant.objects.filter(role__in=_WITNESSES, revoked_at=None).values("user")
    people = User.objects.filter(
        Q(region__prefix__startswith=prefix) | Q(region__prefix__in=above),
        pk__in=holding,
        is_active=True,
        department__isnull=False,
    ).exclude(pk=operator.pk)
    people = people.select_related("department", "unit").order_by("department", "name")
    alike = [person.pk for person in people if is_same_unit(operator, person)]
    return people.exclude(pk__in=alike)


def get_organiser(draw: Draw) -> User:
    """Return who holds the draw; raises NotFound where nobody does yet."""
    first = draw.parties.select_related("user__department", "user__unit").filter(order=0).first()
    if first is None or first.user is None:
        raise NotFound
    return first.user


def invitation_by(token: str) -> PartyInvitation:
    """Return the invitation of a link; raises NotFound where it opens nothing any more.

    A link serves until the time to reveal is over, or the draw has ended.
    """
    found = (
        PartyInvitation.objects.select_related("draw__task__lead_department", "party")
        .filter(token_digest=token_digest(token), party__isnull=False, draw__ended_of=None)
        .first()
    )
    if found is None or found.draw.state in {"voided", "incident"}:
        raise NotFound("链接无效、已经撤回或已经换发，请向组织方索取新的链接")
    return found


def is_same_unit(one: User, other: User) -> bool:
    """Tell whether two people are of one unit, or of one department without units between them."""
    units = {one.unit_id, other.unit_id}
    return one.department_id == other.department_id and (len(units) == 1 or None in units)
