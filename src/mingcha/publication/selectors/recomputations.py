"""Which draws somebody may recompute, and what those said who did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.core.draw.canonical import parse_json
from mingcha.core.draw.transcript import TRANSCRIPT_FILE
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.publication.models import Recomputation
from mingcha.publication.models.recomputation import Verdict
from mingcha.tasks.bundle_store import content_of
from mingcha.tasks.models import Draw


@dataclass(frozen=True, slots=True)
class Counts:
    """How many recomputed a draw, by what they found."""

    agreed: int
    differs: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.agreed + self.differs


def recomputable_draws(user: User) -> QuerySet[Draw]:
    """Return the draws made in the auditor's region, and those that the witness attested.

    Raises Forbidden to others.
    """
    scope = Q(pk__in=[])
    if user.may(Permission.AUDIT_VIEW):
        scope |= Q(task__region__prefix__startswith=user.region.prefix)
    if user.may(Permission.DRAW_WITNESS):
        scope |= Q(parties__user=user)
    elif not user.may(Permission.AUDIT_VIEW):
        raise Forbidden
    return (
        Draw.objects.filter(scope, state="drawn")
        .select_related("task__lead_department", "task__region")
        .distinct()
    )


def get_recomputable(user: User, pk: int) -> Draw:
    """Return one of these; raises NotFound."""
    draw = recomputable_draws(user).filter(pk=pk).first()
    if draw is None:
        raise NotFound
    return draw


def bundle_digest(draw: Draw) -> str:
    """Return the digest of the full bundle, which its transcript carries."""
    return str(parse_json(content_of(draw, TRANSCRIPT_FILE), TRANSCRIPT_FILE)["digest"])


def recomputation_counts(draw_id: str) -> Counts:
    """Return what auditors and witnesses said of a draw, by its public id."""
    found = Recomputation.objects.filter(draw__draw_id=draw_id).values_list("verdict", flat=True)
    counted = Counter(found)
    return Counts(counted[Verdict.AGREED], counted[Verdict.DIFFERS])
