"""Starting Django for the commands that need the database."""

from __future__ import annotations

import os


def set_up() -> None:
    """Load the settings, which starts the embedded database where none is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingcha.config.settings")
    import django  # noqa: PLC0415 - commands on files do without it

    django.setup()
