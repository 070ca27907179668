"""The bodies of REPLACE entries."""

from __future__ import annotations

from typing import Any

import pytest

from mingcha.core.draw.departures import (
    Begun,
    DirectAssignment,
    Placed,
    Placement,
    StaffDeparture,
    StaffReason,
    read_change,
)
from mingcha.core.draw.replacement import Replacement
from mingcha.core.errors import InvalidFile

LEAVES = {
    "iid": "i1",
    "id": "A1",
    "reason": "recusal",
    "evidence": "0" * 64,
    "confirmed_by": "U2",
    "approved_by": "U9",
}
PLACED = {"of": 7, "slots": [{"id": "A1", "j": 0, "iid": "i2"}, {"id": "A1", "j": 1, "iid": ""}]}
ASSIGNED = {"id": "A1", "j": 1, "iid": "", "basis": "《行政处罚法》第四十二条", "approved_by": "U9"}
BEGUN = {"begun": ["A1", "B2"]}
OBJECT = {
    "frame": "MAIN",
    "id": "A1",
    "reason": "closed",
    "evidence": "0" * 64,
    "confirmed_by": "U2",
    "approved_by": "U9",
    "successor": "",
}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (LEAVES, StaffDeparture),
        (PLACED, Placement),
        (ASSIGNED, DirectAssignment),
        (BEGUN, Begun),
        (OBJECT, Replacement),
    ],
)
def test_each_kind_is_known_by_its_keys_and_written_as_it_is_read(body: Any, kind: type) -> None:
    change = read_change(body)
    assert isinstance(change, kind)
    assert change.as_json() == body


def test_what_was_read() -> None:
    assert StaffDeparture.read(LEAVES).reason is StaffReason.RECUSAL
    assert Placement.read(PLACED).slots[1] == Placed("A1", 1, "")
    assert StaffDeparture.read(LEAVES | {"reason": "leave", "id": ""}).id == ""


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (LEAVES | {"reason": "tired"}, "REPLACE.reason"),
        (LEAVES | {"id": ""}, "REPLACE.id"),
        (LEAVES | {"evidence": "x"}, "REPLACE.evidence"),
        (LEAVES | {"note": "x"}, "REPLACE.note"),
        (PLACED | {"note": "x"}, "REPLACE.note"),
        (PLACED | {"slots": [{"id": "", "j": 0, "iid": ""}]}, "REPLACE.slots[0].id"),
        (ASSIGNED | {"basis": ""}, "REPLACE.basis"),
        (ASSIGNED | {"note": "x"}, "REPLACE.note"),
        (BEGUN | {"note": "x"}, "REPLACE.note"),
        ({"begun": [1]}, "REPLACE.begun[0]"),
        ({}, "REPLACE.frame"),
        ([], "REPLACE"),
    ],
)
def test_a_malformed_body_is_refused_at_its_place(body: Any, place: str) -> None:
    with pytest.raises(InvalidFile) as refusal:
        read_change(body)
    assert refusal.value.file == "log.jsonl"
    assert refusal.value.fault.startswith(f"{place} ")
