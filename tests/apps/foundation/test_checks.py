"""A database of another version is refused before anything of it is changed."""

from __future__ import annotations

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from mingcha.cli.platform import migrate
from mingcha.core.errors import Refusal

pytestmark = pytest.mark.django_db


def test_the_own_database_is_taken():
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.fixture
def another_version() -> None:
    MigrationRecorder(connection).record_applied("registers", "0063_objects_left_alone")


@pytest.mark.usefixtures("another_version")
def test_a_step_that_is_not_known_is_named_with_what_to_do():
    with pytest.raises(Refusal) as refused:
        migrate()
    assert "registers.0063_objects_left_alone" in str(refused.value)
    assert "./run --reset" in str(refused.value)


@pytest.mark.usefixtures("another_version")
def test_migrate_stops_at_it():
    with pytest.raises(CommandError, match=r"mingcha\.E001"):
        call_command("migrate", skip_checks=False, verbosity=0)


def test_steps_of_libraries_are_their_own_affair():
    MigrationRecorder(connection).record_applied("auth", "0999_of_a_newer_library")
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
