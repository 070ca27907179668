"""Which objects are marked on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.registers.models import ObjectFlag


def flagged(kinds: Iterable[str], on: date) -> Exists:
    """Return the condition that an object bears one of the marks on a day, both ends included."""
    return Exists(_standing(kinds, on).filter(object=OuterRef("pk")))


def marked(kinds: Iterable[str], on: date) -> QuerySet[Any, Any]:
    """Return the objects that bear one of the marks on a day, to be looked up as a set."""
    return _standing(kinds, on).order_by().values("object")


def _standing(kinds: Iterable[str], on: date) -> QuerySet[ObjectFlag]:
    still = Q(until=None) | Q(until__gte=on)
    return ObjectFlag.objects.filter(still, since__lte=on, kind__in=list(kinds))
