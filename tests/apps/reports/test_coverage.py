"""Full coverage department by department (应纳尽纳, R-015, R-020)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from certificates import officer_with
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from registers_files import imported, objects_file, sent, shop, uscc
from superior import make_superior

from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.publication.actions.lists import publish_item_list
from mingcha.registers.actions.claims import claim_items
from mingcha.registers.actions.headcounts import state_headcount
from mingcha.registers.actions.objects import add_object, remove_object
from mingcha.registers.actions.tags import create_tag, tag_objects
from mingcha.registers.models import ImportBatch, RegisterEntry
from mingcha.registers.selectors.objects import register_of
from mingcha.registers.selectors.reconciliation import missing_rows, objects_beyond
from mingcha.reports.selectors.coverage import Coverage, coverage, covered_department


def of_market(county: County) -> Coverage:
    (row,) = [r for r in coverage(county.office).rows if r.department == county.market]
    return row


def test_items_claimed_and_overdue_stand_beside_those_in_force(county: County):
    city = make_superior(county)
    with time_machine.travel("2026-02-01T08:00:00+08:00", tick=False):
        versions = [city.in_force(f"GG-{n:02}") for n in (1, 2, 3)]
    with time_machine.travel("2026-05-01T08:00:00+08:00", tick=False):
        claim_items(by=county.lead, items=[versions[0].item_id])
        row = of_market(county)
    assert row.claims is not None
    assert (row.claims.claimed, row.claims.overdue, row.claims.open) == (1, 2, 2)
    assert row.items_in_force == 0


def test_a_file_with_one_more_row_than_the_register_shows_a_gap_of_one(county: County):
    imported(county, objects_file(shop(1), shop(2), shop(3, code="91130136MA0000XX")))
    (source,) = of_market(county).sources
    assert (source.in_source, source.found, source.missing, source.beyond) == (3, 2, 1, 0)


def test_a_gap_closes_by_itself_when_the_object_comes_in(county: County):
    batch = imported(county, objects_file(shop(1), shop(2, name="")))
    assert [row.key for row in missing_rows([batch])] == [uscc(2)]
    facts = {"name": "补录的商店", "kind": "enterprise", "region": county.region}
    add_object(by=county.lead, department=county.market, code=uscc(2), facts=facts)
    assert not missing_rows([batch]).exists()


def test_what_the_source_does_not_have_is_told_until_it_leaves(county: County):
    imported(county, objects_file(shop(1), shop(2)))
    batch = sent(county, objects_file(shop(1)))  # nothing to write: it was only looked at
    assert [one.code for one in objects_beyond(batch)] == [uscc(2)]
    assert of_market(county).sources[0].beyond == 1
    entry = RegisterEntry.objects.get(object__code=uscc(2))
    remove_object(by=county.lead, entry=entry, reason="已经注销")
    assert of_market(county).sources[0].beyond == 0


def test_each_source_is_held_against_its_own_last_load(county: County):
    first = imported(county, objects_file(shop(1), shop(2)))
    ImportBatch.objects.filter(pk=first.pk).update(source="registry")
    second = sent(county, objects_file(shop(1)))
    ImportBatch.objects.filter(pk=second.pk).update(source="licensing")
    told = {each.batch.source: each.in_source for each in of_market(county).sources}
    assert told == {"registry": 2, "licensing": 1}
    ImportBatch.objects.filter(pk=second.pk).update(state="cancelled")
    assert [each.batch.source for each in of_market(county).sources] == ["registry"]


def test_what_was_read_and_never_written_is_missing_too(county: County):
    batch = sent(county, objects_file(shop(1), shop(2)))
    assert [row.key for row in missing_rows([batch])] == [uscc(1), uscc(2)]
    assert of_market(county).sources[0].found == 0


def test_tags_and_classes_count_what_is_kept_now(county: County):
    imported(county, objects_file(shop(1), shop(2, risk=""), shop(3, risk="")))
    tag = create_tag(by=county.lead, kind="object", name="餐饮服务")
    tag_objects(by=county.lead, tag=tag, objects=register_of(county.market).filter(code=uscc(1)))
    size = of_market(county).size
    assert (size.kept, size.classed, size.tagged) == (3, 1, 1)


def _officers(county: County) -> None:
    today, facts = clock.today(), {"department": county.market, "region": county.region}
    for number, until in (
        ("1", today),
        ("2", today + timedelta(days=9)),
        ("3", today - timedelta(days=1)),
    ):
        officer_with(
            certificate_no=number, until=until, staff_no=number, name=f"员{number}", **facts
        )
    officer_with(certificate_no="", staff_no="4", name="员4", **facts)
    officer_with(certificate_no="5", staff_no="5", name="员5", state="left", **facts)


def test_people_in_office_are_held_against_all_who_hold_a_certificate(county: County):
    _officers(county)
    people = of_market(county).people
    assert (people.in_office, people.certified, people.expired, people.without) == (4, 2, 1, 1)
    assert people.share_bp is None
    state = {"by": county.lead, "department": county.market}
    state_headcount(**state, number=9, as_of=date(2026, 1, 1), source="司法局名册")
    state_headcount(**state, number=5, as_of=clock.today(), source="司法局名册")
    state_headcount(**state, number=4, as_of=clock.today(), source="司法局名册（更正）")
    people = of_market(county).people
    assert (people.headcount.number, people.share_bp) == (4, 5000)


def test_a_number_of_another_day_or_department_is_refused(county: County):
    tomorrow = clock.today() + timedelta(days=1)
    given = {"department": county.market, "number": 5, "source": "司法局名册"}
    with pytest.raises(DomainError, match="还没有到"):
        state_headcount(by=county.lead, as_of=tomorrow, **given)
    with pytest.raises(NotFound):
        state_headcount(by=county.fire_lead, as_of=clock.today(), **given)
    with pytest.raises(Forbidden):
        state_headcount(by=county.office, as_of=clock.today(), **given)


def test_the_newest_published_version_and_its_day(county: County):
    city = make_superior(county)
    city.lead.region = city.department.region
    version = city.in_force("GG-01")
    assert version.state == "published"
    first = publish_item_list(by=county.lead, department=county.market)
    assert of_market(county).published["item_list"].version == first.version
    assert "staff_list" not in of_market(county).published


def test_a_department_sees_itself_the_office_all_its_region(county: County):
    assert [r.department for r in coverage(county.lead).rows] == [county.market]
    assert {r.department for r in coverage(county.office).rows} == {county.market, county.fire}
    assert covered_department(county.office, county.fire.pk) == county.fire
    with pytest.raises(NotFound):
        covered_department(county.lead, county.fire.pk)
    with pytest.raises(Forbidden):
        coverage(county.inspector)


def test_more_departments_and_loads_ask_no_more_questions(county: County):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            coverage(county.office)
        return len(queries)

    imported(county, objects_file(shop(1)))
    asked()  # the roles of who asks are kept from here on
    few = asked()
    imported(county, objects_file(shop(1), shop(2)), by=county.fire_lead)
    _officers(county)
    assert asked() == few
