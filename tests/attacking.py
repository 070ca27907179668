"""How tests attack the platform: by the application's own rights, and as an owner of the database."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction

from mingcha.bundles.folder import Folder
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.log import Entry, EntryType
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.verification import verify

if TYPE_CHECKING:
    from mingcha.tasks.models import Draw

VERIFIER = Path(__file__).parents[1] / "verifier" / "verify_draw.py"
_NO = "pgtrigger: |stays as it is|duplicate key value"


def refused(sql: str, *parameters: Any) -> None:
    """Try what the application's own role may send; a trigger or a constraint says no."""
    with pytest.raises(DatabaseError, match=_NO), transaction.atomic():
        _sent(sql, parameters)


def _sent(sql: str, parameters: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def by_hand(sql: str, *parameters: Any) -> None:
    """Do what an owner of the database can do and the application cannot."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, parameters)
        cursor.execute("SET session_replication_role = DEFAULT")


def found(words: str) -> None:
    """Expect the auditor's check of everything to name it."""
    from mingcha.reports.selectors.soundness import unsound

    faults = list(unsound())
    assert any(words in fault for fault in faults), faults


def verifiers_refuse(draw: Draw, folder: Path) -> None:
    from mingcha.tasks.bundle_store import materialise

    materialise(draw, folder)
    for file in draw.files.filter(is_private=True).exclude(path="sealed.json"):
        (folder / file.path).unlink(missing_ok=True)
    assert not all(verdict.passed for verdict in verify(Folder(folder)))
    command = [sys.executable, str(VERIFIER), str(folder)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1


def appended(draw: Draw, kind: EntryType, body: dict[str, Any]) -> list[Any]:
    """A statement that adds an entry with a perfect chain to the log."""
    from mingcha.tasks.models import LogEntry

    last = LogEntry.objects.order_by("-seq").first()
    assert last
    suite = SUITES["S1"]
    time = "2026-12-01T09:00:00+08:00"
    entry = Entry(last.seq + 1, last.head, kind, time, draw.draw_id, suite.hex(jcs(body)))
    sql = (
        "INSERT INTO tasks_logentry (seq, prev, type, time, draw_id, body, body_hash, head)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
    )
    values = [entry.seq, entry.prev, kind.value, time, draw.draw_id, json.dumps(body)]
    return [sql, *values, entry.body_hash, entry.head(suite)]


def one_taken_off(content: bytes) -> bytes:
    """Put somebody who was drawn into the reserve."""
    return content.replace(b"\tD1\n", b"\tR\n", 1)
