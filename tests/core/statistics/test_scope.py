from __future__ import annotations

import pytest

from mingcha.core.statistics.scope import Scope


@pytest.mark.parametrize(
    ("region", "covered"),
    [
        ("130184", {"130184", "130184101", "130184101203"}),
        ("130100", {"130184", "130184101", "130184101203", "130185", "130100"}),
        ("1301", {"130184", "130184101", "130184101203", "130185", "130100"}),
        ("131000", {"131002"}),
        ("130000", {"130184", "130184101", "130184101203", "130185", "130100", "131002"}),
    ],
)
def test_a_region_covers_what_lies_in_it(make_fact, region: str, covered: set[str]) -> None:
    codes = ["130184", "130184101", "130184101203", "130185", "130100", "131002", "140581"]
    facts = [make_fact(region_code=code) for code in codes]
    assert {fact.region_code for fact in Scope(region=region).of(facts)} == covered


def test_a_department_covers_its_own(make_fact) -> None:
    facts = [make_fact(department_id=name) for name in ("scjg", "tjj")]
    assert list(Scope(department="tjj").of(facts)) == facts[1:]


@pytest.mark.parametrize("parts", [{}, {"region": "130184", "department": "scjg"}])
def test_a_scope_is_one_or_the_other(parts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="either"):
        Scope(**parts)
