"""The application's database role may add to what must never change, and read it, nothing else."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from mingcha.foundation.rights import append_only_tables, grants

ROLE = "mingcha_rights_test"


def test_the_tables_are_those_of_the_models_with_the_trigger():
    tables = append_only_tables()
    for label in ("audit.AuditEvent", "tasks.DrawnObject", "tasks.LogEntry"):
        assert apps.get_model(label)._meta.db_table in tables
    for label in ("publication.Publication", "publication.PublishedFile"):
        assert apps.get_model(label)._meta.db_table in tables
    assert "registers_inspectionobjectevent" in tables
    assert "registers_inspectionobject" not in tables


def test_the_database_holds_them(db):
    run = _statements()
    run("CREATE ROLE " + ROLE)
    for statement in grants(ROLE):
        run(statement)
    run("SET ROLE " + ROLE)
    try:
        for table in append_only_tables():
            run(f'SELECT count(*) FROM "{table}"')
            for refused in (f'DELETE FROM "{table}"', f'TRUNCATE "{table}"'):
                with (
                    pytest.raises(ProgrammingError, match="permission denied"),
                    transaction.atomic(),
                ):
                    run(refused)
        run("UPDATE accounts_user SET name = name")
        with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic():
            run("ALTER TABLE audit_auditevent DISABLE TRIGGER ALL")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run("UPDATE django_migrations SET name = name")
    finally:
        run("RESET ROLE")


def test_the_command_prints_them(capsys):
    call_command("print_grants", role="mingcha_app")
    printed = capsys.readouterr().out
    assert 'REVOKE UPDATE, DELETE ON "audit_auditevent" FROM "mingcha_app";' in printed


def _statements():
    def run(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return run
