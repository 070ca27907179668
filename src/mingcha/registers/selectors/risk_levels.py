"""The class of each of many objects, as parts of queries (R-054, G-4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from mingcha.foundation import clock
from mingcha.registers.models import RiskClass
from mingcha.registers.models.risk_class import GENERIC


def level_of(scheme: str, default: str, on: date) -> Coalesce:
    """Return the class of an object as of a day, or what those without one count as.

    The generic class of today stands on the object itself; no class is given for days to come.
    """
    if scheme == GENERIC and on == clock.today():
        known: NullIf | Subquery = NullIf(F("risk_level"), Value(""))
    else:
        given = RiskClass.objects.filter(object=OuterRef("pk"), scheme=scheme, as_of__lte=on)
        known = Subquery(given.order_by("-as_of").values("level")[:1])
    return Coalesce(known, Value(default), output_field=TextField())


def objects_of_level(scheme: str, level: str, on: date) -> QuerySet[Any, Any]:
    """Return the objects whose newest class of a scheme is this one."""
    given = RiskClass.objects.filter(scheme=scheme, as_of__lte=on)
    newest = given.order_by("object_id", "-as_of").distinct("object_id")
    return RiskClass.objects.filter(pk__in=newest.values("pk"), level=level).values("object")
