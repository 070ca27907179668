"""How often objects were inspected in a year (E.5: shown to who is about to visit)."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mingcha.foundation import clock
from mingcha.inspections.models import Visit
from mingcha.tasks.models import ObjectTask


def with_visits_this_year(rows: QuerySet[ObjectTask]) -> QuerySet[ObjectTask]:
    """Annotate ``visits_this_year``: visits that took place, a joint one counted once (R-064)."""
    visits = (
        Visit.objects.filter(object=OuterRef("object"), started_at__year=clock.today().year)
        .order_by()
        .values("object")
        .annotate(n=Count("pk"))
        .values("n")
    )
    count = Coalesce(Subquery(visits, output_field=IntegerField()), 0)
    return rows.annotate(visits_this_year=count)
