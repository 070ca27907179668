"""What a database role of the application may do: only add to what must never change.

The triggers already refuse; these rights hold even where somebody took a trigger away, and a role
that is not the owner cannot take one away.
"""

from __future__ import annotations

from collections.abc import Iterator

import pghistory.models
from django.apps import apps
from django.db import connection, models

_TRIGGER = "append_only"


def append_only_tables() -> list[str]:
    """Return the tables whose rows are only added and read: by trigger, and row history."""
    return sorted(model._meta.db_table for model in apps.get_models() if _only_grows(model))  # noqa: SLF001 - Django's documented way to a table's name


def grants(role: str) -> Iterator[str]:
    """Give the statements by which an owner lets a role run the application."""
    name = connection.ops.quote_name(role)
    yield f"GRANT USAGE ON SCHEMA public TO {name};"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name};"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name};"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {name};"
    for table in append_only_tables():
        yield f"REVOKE UPDATE, DELETE ON {connection.ops.quote_name(table)} FROM {name};"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name};"


def _only_grows(model: type[models.Model]) -> bool:
    if issubclass(model, pghistory.models.Event):
        return not model._meta.abstract and model._meta.managed  # noqa: SLF001 - as above
    triggers = getattr(model._meta, "triggers", ())  # noqa: SLF001 - as above
    return any(trigger.name == _TRIGGER for trigger in triggers)
