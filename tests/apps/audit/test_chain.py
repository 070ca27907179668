"""The audit chain in the database: nobody changes it unseen."""

from __future__ import annotations

import pytest
from county import County
from django.db import DatabaseError, connection, transaction

from mingcha.accounts.actions.roles import grant_role
from mingcha.accounts.events import SignedIn
from mingcha.audit.models import AuditEvent
from mingcha.audit.record import record
from mingcha.audit.verification import first_break
from mingcha.cli.main import main


@pytest.fixture
def events(county: County) -> list[AuditEvent]:
    for persona in ("lead", "head", "operator"):
        grant_role(by=county.sec_admin, user=county.people[persona], role="section_user")
    return list(AuditEvent.objects.all())


def by_hand(sql: str, *values: object) -> None:
    """What a database owner may do who switches the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")


def test_events_are_numbered_and_linked(events: list[AuditEvent]):
    assert [event.seq for event in events] == [0, 1, 2]
    assert [event.prev for event in events[1:]] == [event.hash for event in events[:-1]]
    assert first_break() is None


def test_an_event_cannot_be_changed_or_deleted(events: list[AuditEvent]):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.filter(seq=1).update(actor="nobody")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.filter(seq=1).delete()


@pytest.mark.parametrize(
    ("column", "value"),
    [("actor", "nobody"), ("time", "2026-01-01"), ("type", "x"), ("body", '{"role": "x"}')],
)
def test_an_event_changed_by_hand_is_named(events: list[AuditEvent], column: str, value: str):
    by_hand(f"UPDATE audit_auditevent SET {column} = %s WHERE seq = 1", value)
    assert first_break().seq == 1  # type: ignore[union-attr]


def test_a_missing_event_is_named(events: list[AuditEvent]):
    by_hand("DELETE FROM audit_auditevent WHERE seq = 1")
    assert first_break().seq == 1  # type: ignore[union-attr]


def test_an_event_is_recorded_only_with_its_action(county: County):
    with pytest.raises(RuntimeError):
        _outside_a_transaction(county)


def _outside_a_transaction(county: County) -> None:
    was = connection.in_atomic_block
    connection.in_atomic_block = False
    try:
        record(SignedIn(subject="x"), by=county.lead)
    finally:
        connection.in_atomic_block = was


def test_the_command_tells_what_was_changed(
    events: list[AuditEvent], capsys: pytest.CaptureFixture[str]
):
    assert main(["audit", "verify"]) == 0
    by_hand("UPDATE audit_auditevent SET actor = 'nobody' WHERE seq = 2")
    assert main(["audit", "verify"]) == 1
    assert "第 2 号记录" in capsys.readouterr().out
