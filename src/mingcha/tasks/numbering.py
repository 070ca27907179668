"""Numbers without gaps: one writer at a time, and what was numbered never goes away."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max

from mingcha.orgs.models import Region
from mingcha.tasks.models import Draw, Task

_LOCK = 0x7461736B  # "task": held until the transaction ends
_REGION_DIGITS = 6
_SERIAL_DIGITS = 4


def next_task_number(region: Region, year: int) -> str:
    """Return region (6 digits) + year (4) + serial (4), the serial being one more than the last."""
    _alone()
    prefix = f"{region.code[:_REGION_DIGITS]}{year}"
    last = Task.objects.filter(number__startswith=prefix).aggregate(last=Max("number"))["last"]
    return f"{prefix}{_after(last):0{_SERIAL_DIGITS}}"


def next_draw_id(region: Region, year: int) -> str:
    """Return region-year-serial (protocol section 3); ended draws keep their serials."""
    _alone()
    prefix = f"{region.code[:_REGION_DIGITS]}-{year}-"
    last = Draw.objects.filter(draw_id__startswith=prefix).aggregate(last=Max("draw_id"))["last"]
    return f"{prefix}{_after(last):0{_SERIAL_DIGITS}}"


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _after(last: str | None) -> int:
    return int(last[-_SERIAL_DIGITS:]) + 1 if last else 1
