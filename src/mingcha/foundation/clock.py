"""The only clock: tests set it, and nobody else reads the system's."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present moment, aware of its zone."""
    return timezone.now()


def day_of(moment: datetime) -> date:
    """Return the day of a moment in Beijing."""
    return timezone.localdate(moment)


def today() -> date:
    """Return today's date in Beijing."""
    return timezone.localdate()
