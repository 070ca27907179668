"""Starting Django for the commands that need the database."""

from __future__ import annotations

import os

from mingcha.cli.progress import working
from mingcha.core.errors import Refusal


def set_up() -> None:
    """Load the settings, which starts the embedded database where none is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingcha.config.settings")
    import django  # noqa: PLC0415 - commands on files do without it

    django.setup()


def migrate() -> None:
    """Bring the tables to this version; raises Refusal for a database of another one."""
    from django.core.checks import Tags, run_checks  # noqa: PLC0415 - after set_up
    from django.core.management import call_command  # noqa: PLC0415 - after set_up

    for fault in run_checks(tags=[Tags.database], databases=["default"]):
        raise Refusal(f"{fault.msg}。{fault.hint}")
    with working("正在准备数据库"):
        call_command("migrate", verbosity=0, interactive=False)
