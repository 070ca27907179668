"""Two stations added to the foundation at the same time."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Joins both lines; changes nothing."""

    dependencies: ClassVar = [
        ("foundation", "0003_fast_triggers"),
        ("foundation", "0003_idempotent_calls"),
    ]
    operations: ClassVar = []
