"""``bin/manage print_grants --role mingcha_app``: rights of the application's role, as SQL."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mingcha.foundation.rights import grants


class Command(BaseCommand):
    """Print the statements; whoever owns the database runs them after every migration."""

    help = "打印应用程序数据库角色的授权语句"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the role."""
        parser.add_argument("--role", required=True, help="应用程序的数据库角色")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print."""
        self.stdout.write("\n".join(grants(options["role"])))
