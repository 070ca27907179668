"""Refuse a database whose tables this version cannot bring to its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

_RESET = "如果只是试用数据，停止明察后运行 ./run --reset 重新建立"
_OTHER_VERSION = f"请改用建立它的版本，或先备份再升级；{_RESET}"
_FORMER_VERSION = f"请先备份，用合并步骤以前的版本启动一次，再用本版本（docs/adr/0021）；{_RESET}"
_NAMED = 3
Step = tuple[str, str]
"""App and name of a migration."""


def database_of_another_version(
    databases: Iterable[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Tell a database whose tables were made by steps that this version does not know.

    A newer version's database, or one of a version whose steps were since put together: to go on
    would change tables that are not what the models say.
    """
    return [
        Error(
            f"数据库由另一版本的明察建立，本版本不认识其中的 {names}",
            hint=_OTHER_VERSION,
            id="mingcha.E001",
        )
        for alias in databases or ()
        if (names := _told(_unknown(_applied(alias))))
    ]


def database_amid_former_steps(
    databases: Iterable[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Tell a database that made some but not all of the steps which one of ours stands for.

    Ours makes them all or none; Django, which looks for the former files, would end in a traceback.
    """
    return [
        Error(f"数据库停在旧版本的步骤中间，还缺 {names}", hint=_FORMER_VERSION, id="mingcha.E002")
        for alias in databases or ()
        if (names := _told(_left_out(_applied(alias))))
    ]


def _unknown(applied: set[Step]) -> set[Step]:
    steps = MigrationLoader(None).disk_migrations
    return applied - {*steps, *(former for step in steps.values() for former in step.replaces)}


def _left_out(applied: set[Step]) -> set[Step]:
    replaced = (set(step.replaces) for step in MigrationLoader(None).disk_migrations.values())
    return {step for former in replaced if former & applied for step in former - applied}


def _applied(alias: str) -> set[Step]:
    """Return our own apps' steps; those of libraries are their own affair."""
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("mingcha.")}
    return {
        step
        for step in MigrationRecorder(connections[alias]).applied_migrations()
        if step[0] in ours
    }


def _told(steps: set[Step]) -> str:
    return "、".join(f"{app}.{name}" for app, name in sorted(steps)[:_NAMED])
