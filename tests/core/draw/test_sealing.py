"""Salts, by their formulas and by the confidential vector."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from mingcha.core.draw import keys, sealing
from mingcha.core.draw.memory import MemoryRegisters
from mingcha.core.draw.registers import RegisterRow
from mingcha.core.draw.selection import DrawnRow
from mingcha.core.draw.suites import SUITES

if TYPE_CHECKING:
    from conftest import Bundle

S1 = SUITES["S1"]
SECRET = "5eed" * 16


def half_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def test_the_tag_of_a_row() -> None:
    expected = half_hash(f"SSJ-DRAW/1|ROW\n{SECRET}\nMAIN\n9113")
    assert sealing.row_tag(S1, SECRET, "MAIN", "9113") == expected


def test_the_commitment_to_the_row_secret() -> None:
    expected = sha256(f"SSJ-DRAW/1|ROWSECRET\n13-2026-1\n{SECRET}".encode()).hexdigest()
    assert sealing.row_commitment(S1, "13-2026-1", SECRET) == expected


def test_a_sealed_line_of_the_result() -> None:
    row = DrawnRow("MAIN", "G1", 1, "9113", "130184", "ff" * 32, "D1")
    expected = f"{row.line}\t{half_hash('key:R:MAIN:9113')}"
    assert sealing.sealed_result_line(S1, "key", row) == expected


def test_a_sealed_line_of_the_assignment() -> None:
    expected = f"9113\t10\tI01\t{half_hash('key:A:9113:10')}"
    assert sealing.sealed_assignment_line(S1, "key", "9113\t10\tI01") == expected


def test_every_eligible_row_of_every_frame_has_its_ticket_line() -> None:
    rows = [
        RegisterRow("2", "G1", "130184", "-"),
        RegisterRow("1", "G1", "130184", "-"),
        RegisterRow("3", "G1", "130184", "closed"),
    ]
    registers = MemoryRegisters(sha256, {"MAIN": rows, "FIRE": rows[:1]})
    found = sealing.ticket_pieces(S1, "salt", "object", ["MAIN", "FIRE"], registers)
    assert [line for piece in found for line in piece] == [
        f"{frame}\t{n}\t{keys.ticket(S1, 'object', n)}\t{half_hash(f'salt:T:{frame}:{n}')}"
        for frame, n in (("FIRE", "2"), ("MAIN", "1"), ("MAIN", "2"))
    ]


def test_the_tickets_of_the_confidential_vector(confidential_case: Bundle) -> None:
    files = confidential_case.written()
    assert files["tickets.tsv"] == confidential_case["tickets.tsv"]


def test_however_many_tickets_are_made_at_once_their_file_is_the_same(
    confidential_case: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 7):
        monkeypatch.setattr(sealing, "_AT_ONCE", number)
        files = confidential_case.written()
        assert files["tickets.tsv"] == confidential_case["tickets.tsv"]
