"""Which objects hold a licence, and whose licences end soon."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef

from mingcha.foundation import clock
from mingcha.registers.models import Licence


def holding(kind: str) -> Exists:
    """Return the condition that an object holds, today, a licence whose kind contains the text.

    One without a last day is taken as good.
    """
    held = Licence.objects.filter(object=OuterRef("pk"), kind__contains=kind)
    return Exists(held.exclude(valid_to__lt=clock.today()))


def ending_within(days: int) -> Exists:
    """Return the condition that a licence of an object ends from today to so many days on."""
    today = clock.today()
    last = today + timedelta(days=days)
    return Exists(
        Licence.objects.filter(object=OuterRef("pk"), valid_to__gte=today, valid_to__lte=last)
    )
