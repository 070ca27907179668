"""Refuse a database that another version of the platform has made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

_HINT = (
    "请改用建立它的版本，或先备份再升级；如果只是试用数据，停止明察后运行 ./run --reset 重新建立"
)


def database_of_another_version(
    databases: Iterable[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Tell a database whose tables were made by steps that this version does not know.

    A newer version's database, or one of a version whose steps were since put together: to go on
    would change tables that are not what the models say.
    """
    return [
        Error(
            f"数据库由另一版本的明察建立，本版本不认识其中的 {names}", hint=_HINT, id="mingcha.E001"
        )
        for alias in databases or ()
        if (names := "、".join(_unknown(alias)[:3]))
    ]


def _unknown(alias: str) -> list[str]:
    known = MigrationLoader(None).disk_migrations
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("mingcha.")}
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return sorted(
        f"{app}.{name}" for app, name in applied if app in ours and (app, name) not in known
    )
