"""Who of a frozen pool did not attend the training that the draw rests on (R-068, R-148)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from mingcha.accounts.models import User
from mingcha.accounts.scope import within
from mingcha.registers.models import Inspector, TrainingRecord
from mingcha.tasks.bundle_store import inspectors_by_iid
from mingcha.tasks.models import Draw


@dataclass(frozen=True, slots=True)
class Untrained:
    """Those within the reader's scope by name, those of other departments by number alone."""

    people: list[Inspector]
    elsewhere: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """Return how many did not attend."""
        return len(self.people) + sum(number for _, number in self.elsewhere)


def untrained(draw: Draw, user: User) -> Untrained | None:
    """Return who of the pool did not attend; None where the draw rests on no training."""
    if draw.training_id is None:
        return None
    pool = {pk for behind in inspectors_by_iid(draw).values() for pk in behind.members}
    present = TrainingRecord.objects.filter(
        session=draw.training_id, inspector=OuterRef("pk"), is_withdrawn=False
    )
    absent = Inspector.objects.filter(~Exists(present), pk__in=pool)
    seen = within(user, region="department__region", department="department")
    others = absent.exclude(seen).order_by("department__short_name")
    named = absent.filter(seen).select_related("department").order_by("department", "staff_no")
    counted = others.values_list("department__short_name").annotate(Count("pk"))
    return Untrained(list(named), list(counted))
