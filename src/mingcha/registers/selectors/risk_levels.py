"""The class of each of many objects, as parts of queries (R-054, G-4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from mingcha.core.draw.canonical import Json
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter
from mingcha.registers.models import RiskClass
from mingcha.registers.models.risk_class import GENERIC
from mingcha.registers.selectors.object_filter import objects_in_range
from mingcha.registers.selectors.risk_classes import scheme_in_force


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


def sizes_by_level(department: Department, object_filter: Mapping[str, Json]) -> dict[str, int]:
    """Return how many objects of a range each class has today, of those by which a department draws."""
    scheme = scheme_in_force(department.region, department)
    default = str(parameter("risk.default_level", region=department.region, department=department))
    level = level_of(scheme.pk if scheme else GENERIC, default, clock.today())
    objects = objects_in_range(department, object_filter).order_by().annotate(level=level)
    return dict(objects.values_list("level").annotate(number=Count("pk")))


def objects_of_level(scheme: str, level: str, on: date) -> QuerySet[Any, Any]:
    """Return the objects whose newest class of a scheme is this one."""
    given = RiskClass.objects.filter(scheme=scheme, as_of__lte=on)
    newest = given.order_by("object_id", "-as_of").distinct("object_id")
    return RiskClass.objects.filter(pk__in=newest.values("pk"), level=level).values("object")
