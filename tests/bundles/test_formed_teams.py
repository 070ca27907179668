"""A formed team as one line of the frozen list: the strictest of its members decides (ADR 0015)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mingcha.bundles.formed_teams import are_qualified, as_one
from mingcha.core.intake.records import Fields, InspectorRecord

CODES = st.frozensets(st.sampled_from(["food", "drug", "fire"]), max_size=3)


def member(number: int, **facts: object) -> InspectorRecord:
    usual: dict[str, object] = {
        "staff_no": f"S{number}",
        "name": f"检查员{number}",
        "unit": "市监局",
        "region": "130136",
        "certificate_no": f"JH{number}",
        "cert_valid_to": date(2028, 1, 1),
        "expertise": (),
        "capacity": 10,
        "status": "",
        "fields": Fields(),
        "row": number,
    }
    return InspectorRecord(**(usual | facts))


@st.composite
def teams(draw) -> list[InspectorRecord]:
    return [
        member(
            number,
            cert_valid_to=date(2028, 1, 1) + timedelta(days=draw(st.integers(0, 900))),
            capacity=draw(st.integers(0, 30)),
            expertise=tuple(sorted(draw(CODES))),
            qualifications=tuple(sorted(draw(CODES))),
        )
        for number in range(draw(st.integers(2, 5)))
    ]


@given(teams(), st.randoms(use_true_random=False))
def test_a_team_can_no_more_than_any_of_its_members(members, random):
    one = as_one("一组", "130136100", members)
    assert one.region == "130136100"
    assert all(one.cert_valid_to <= each.cert_valid_to for each in members)
    assert all(one.capacity <= each.capacity for each in members)
    together = {code for each in members for code in (*each.expertise, *each.qualifications)}
    assert {*one.expertise, *one.qualifications} == together
    shuffled = random.sample(members, len(members))
    assert as_one("一组", "130136100", shuffled).staff_no == one.staff_no
    assert one.staff_no.split(",") == sorted(each.staff_no for each in members)


def test_what_one_member_lacks_the_team_lacks():
    without = member(2, certificate_no="", cert_valid_to=None, capacity=None)
    one = as_one("一组", "130136", [member(1), without])
    assert (one.certificate_no, one.cert_valid_to, one.capacity) == (None, None, 10)
    assert as_one("一组", "130136", [without, without]).capacity is None


@given(teams(), st.lists(CODES.filter(bool), max_size=3, unique=True), CODES)
def test_nobody_unqualified_is_in_a_team_that_may_go(members, items, together):
    held = [{*each.expertise, *each.qualifications} for each in members]
    may_go = are_qualified(members, items, together)
    nobody = any(not any(item <= has for item in items) for has in held) if items else False
    uncovered = any(not any(item <= has for has in held) for item in items)
    lacking = together - set().union(*held)
    assert may_go == (not nobody and not uncovered and not lacking)
