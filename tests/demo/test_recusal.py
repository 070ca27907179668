from __future__ import annotations

from mingcha.demo.entity import entities
from mingcha.demo.inspector import inspectors
from mingcha.demo.recusal import recusals


def test_recusals_name_entities_and_officers_but_one_who_has_left() -> None:
    names = {entity.code: entity.name for entity in entities()}
    staff = {inspector.staff_number for inspector in inspectors()}
    assert all(names[recusal.entity_code] == recusal.entity_name for recusal in recusals())
    assert [
        recusal.staff_number for recusal in recusals() if recusal.staff_number not in staff
    ] == ["SCJG099"]


def test_no_recusal_is_repeated() -> None:
    pairs = {(recusal.entity_code, recusal.staff_number) for recusal in recusals()}
    assert len(pairs) == len(recusals()) == 40
