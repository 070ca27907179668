"""How often objects were inspected in a year (E.5: shown to who is about to visit)."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from mingcha.foundation import clock
from mingcha.inspections.models import Visit
from mingcha.tasks.models import ObjectTask


def with_visits_this_year(rows: QuerySet[ObjectTask]) -> QuerySet[ObjectTask]:
    """Annotate ``visits_this_year``: visits that took place, a joint one counted once (R-064).

    Visits under a code that was merged into the object count with its own.
    """
    this_year = Visit.objects.filter(started_at__year=clock.today().year).order_by()
    own = this_year.filter(object=OuterRef("object"))
    merged = this_year.filter(
        object__merges__survivor=OuterRef("object"), object__merges__undone_at=None
    )
    return rows.annotate(visits_this_year=_number(own) + _number(merged))


def _number(visits: QuerySet[Visit]) -> Coalesce:
    counted = visits.annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
