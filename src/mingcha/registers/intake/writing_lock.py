"""Writing registers one at a time: their objects belong to all departments' registers."""

from __future__ import annotations

from django.db import connection

_LOCK = 0x6D635247


def lock_registers() -> None:
    """Wait until nobody else writes a register, and keep others waiting until the action ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
