"""``bin/manage write_openapi``: write the API's document where it is kept and compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mingcha.api.service import api


class Command(BaseCommand):
    """Write docs/reference/openapi.json."""

    help = "把数据接口的 OpenAPI 文档写入 docs/reference/openapi.json"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another place where one is given."""
        parser.add_argument("file", nargs="?", default="docs/reference/openapi.json")

    def handle(self, *_: Any, **options: Any) -> None:
        """Write."""
        text = json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2)
        Path(options["file"]).write_text(text + "\n", "utf-8")
