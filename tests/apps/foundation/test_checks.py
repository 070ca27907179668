"""A database of another version is refused before anything of it is changed."""

from __future__ import annotations

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

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


def only_former_steps_are_recorded(*, left_out: set[tuple[str, str]] = frozenset()) -> None:
    """Make the record of a database that was made before steps were put together (ADR 0021)."""
    recorder = MigrationRecorder(connection)
    for step, migration in MigrationLoader(None).disk_migrations.items():
        if migration.replaces:
            recorder.record_unapplied(*step)
            for former in migration.replaces:
                recorder.record_applied(*former)
    for former in left_out:
        recorder.record_unapplied(*former)


def test_a_database_that_made_all_former_steps_is_taken_without_making_anything():
    only_former_steps_are_recorded()
    with CaptureQueriesContext(connection) as made:
        migrate()
    kinds = {" ".join(query["sql"].split()[:3]) for query in made}
    written = {kind for kind in kinds if not kind.startswith("SELECT")}
    assert written == {'INSERT INTO "django_migrations"', "CREATE OR REPLACE"}  # fast_triggers
    assert MigrationRecorder(connection).migration_qs.filter(app="registers", name="0001_initial")


LAST = ("registers", "0027_joint_lists")


def test_a_database_amid_the_former_steps_is_refused_with_what_to_do():
    only_former_steps_are_recorded(left_out={LAST})
    with pytest.raises(Refusal, match=r"registers\.0027_joint_lists.*docs/adr/0021"):
        migrate()
    with pytest.raises(CommandError, match=r"mingcha\.E002"):
        call_command("migrate", skip_checks=False, verbosity=0)


def test_steps_of_libraries_are_their_own_affair():
    MigrationRecorder(connection).record_applied("auth", "0999_of_a_newer_library")
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
