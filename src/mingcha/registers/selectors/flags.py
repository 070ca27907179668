"""Which objects are marked on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from mingcha.registers.models import ObjectFlag


def flagged(kinds: Iterable[str], on: date) -> Exists:
    """Return the condition that an object bears one of the marks on a day, both ends included."""
    standing = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
    return Exists(ObjectFlag.objects.filter(standing, object=OuterRef("pk"), kind__in=list(kinds)))
