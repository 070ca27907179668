"""Migrations that make many tables, without rendering all models anew for each of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState

_NEW = (migrations.CreateModel, AddTrigger)


class TablesAtOnce(migrations.Migration):
    """A migration whose new tables and triggers share one state of the models.

    Django renders every related model again after each operation, and here all models are
    related: an empty database took many times as long. As the state holds all new tables before
    one is made, they may refer to each other in any order, even in a circle: PostgreSQL gets the
    foreign keys at the end of the migration.
    """

    def __init_subclass__(cls) -> None:
        """Put neighbouring operations that make something new together."""
        super().__init_subclass__()
        cls.operations = list(_together(cls.operations))


class NewTables(Operation):
    """New tables and their triggers, none of which changes what another has made."""

    reduces_to_sql = True
    reversible = True
    serialization_expand_args: ClassVar[list[str]] = ["parts"]

    def __init__(self, parts: Sequence[Operation]) -> None:
        """Take the operations in the order in which they are run."""
        self.parts = parts

    def describe(self) -> str:
        """Say what each part does."""
        return "；".join(part.describe() for part in self.parts)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state; of models that are rendered already, add the new ones alone.

        Those that the new ones refer to get their way back without being rendered again.
        """
        known = set(state.models)
        rendered = state.__dict__.pop("apps", None)
        for part in self.parts:
            part.state_forwards(app_label, state)
        if rendered:
            rendered.render_multiple(
                [model for name, model in state.models.items() if name not in known]
            )
            state.apps = rendered

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make everything in the state that holds all of it."""
        for part in self.parts:
            part.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002 - Django's signature; the tables exist before alone
    ) -> None:
        """Take everything away, the last first."""
        for part in reversed(self.parts):
            part.database_backwards(app_label, schema_editor, from_state, from_state)


def _together(operations: Iterable[Operation]) -> Iterable[Operation]:
    for new, group in groupby(operations, key=lambda each: isinstance(each, _NEW)):
        if new:
            yield NewTables(list(group))
        else:
            yield from group
