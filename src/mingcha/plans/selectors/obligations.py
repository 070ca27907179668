"""Reading obligations: those that one sets, and those that one answers for."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation.errors import NotFound
from mingcha.plans.models import AnnualScheme, Obligation
from mingcha.plans.selectors.occurrences import DONE, overdue, visible_occurrences


def visible_obligations(user: User) -> QuerySet[Obligation]:
    """Return what the user's office or department set, and what asks something of them."""
    concerns = visible_occurrences(user).filter(obligation=OuterRef("pk"))
    rows = Obligation.objects.filter(_own(user) | Q(Exists(concerns)))
    return rows.select_related("region", "issuer", "scheme").order_by(
        "-ended_on", "-first_year", "id"
    )


def get_obligation(user: User, pk: int) -> Obligation:
    """Return one of them; raises NotFound."""
    found = visible_obligations(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def breakdown(user: User, scheme: AnnualScheme) -> QuerySet[Obligation]:
    """Return the obligations into which a scheme is broken down, with how far they are (R-147)."""
    rows = visible_obligations(user).filter(scheme=scheme)
    rows = rows.prefetch_related("departments", "units")
    seen = visible_occurrences(user)
    of_scheme = Q(occurrences__in=seen)
    return rows.annotate(
        total=Count("occurrences", filter=of_scheme),
        done=Count("occurrences", filter=of_scheme & Q(occurrences__state="done")),
        late=Count("occurrences", filter=Q(occurrences__in=overdue(seen).exclude(DONE))),
    ).order_by("ended_on", "id")


def _own(user: User) -> Q:
    found = Q(issuer=user.department_id, issuer__isnull=False)
    if user.may(Permission.TARGET_EDIT):
        found |= Q(issuer=None, region=user.region_id)
    return found
