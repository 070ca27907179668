from __future__ import annotations

from mingcha.core.assignment.inspectors import Roster


def test_inspectors_are_numbered_by_the_bytes_of_their_iids(inspector):
    roster = Roster(inspector(iid) for iid in ["b", "P10", "P2", "_", "-", "P1"])
    assert [person.iid for person in roster] == ["-", "P1", "P10", "P2", "_", "b"]
    assert roster.numbers() == {"-": 0, "P1": 1, "P10": 2, "P2": 3, "_": 4, "b": 5}
