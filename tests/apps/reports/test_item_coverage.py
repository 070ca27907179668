"""Which items nobody claimed and which were not inspected this year (R-010)."""

from __future__ import annotations

import pytest
import time_machine
from checked_case import make_record
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from superior import Superior, make_superior, publish_claim

from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.inspections.models import ItemResult
from mingcha.registers.actions.claims import claim_items, mark_out_of_mandate
from mingcha.registers.selectors.claims import claim_page
from mingcha.reports.selectors.item_coverage import gaps_of, item_coverage


@pytest.fixture
def city(county: County) -> Superior:
    return make_superior(county)


def test_a_deliberately_unclaimed_item_is_reported(county: County, city: Superior):
    with time_machine.travel("2026-02-01T08:00:00+08:00", tick=False):
        versions = [city.in_force(f"GG-{n:02}") for n in range(1, 5)]
    with time_machine.travel("2026-05-01T08:00:00+08:00", tick=False):
        claim_items(by=county.lead, items=[versions[0].item_id, versions[1].item_id])
        mark_out_of_mandate(by=county.lead, item=versions[2].item_id, reason="三定没有")
        rows = {row.department: row for row in item_coverage(county.office, 2026)}
        standing = rows[county.market].claims
        assert standing == claim_page(county.market).standing  # many at once say the same as one
        assert standing is not None
        assert (standing.claimed, standing.open, standing.not_own) == (2, 1, 1)
        assert (standing.overdue, standing.coverage_bp) == (1, 6666)
        gaps = gaps_of(county.office, county.market.pk, 2026)
        assert [version.item.code for version in gaps.claims.open] == ["GG-04"]
        assert rows[county.fire].claims is None
        assert rows[county.market].superior == city.department


def test_items_in_force_that_nobody_inspected_this_year(county: County, city: Superior):
    theirs = city.in_force("GG-01")
    (draft,) = claim_items(by=county.lead, items=[theirs.item_id])
    claim = publish_claim(county, draft)
    year = make_record(county).signed_at.year
    (row,) = [r for r in item_coverage(county.office, year) if r.department == county.market]
    assert (row.in_force, row.not_inspected) == (2, 1)
    assert gaps_of(county.office, county.market.pk, year).not_inspected == [claim]
    later = gaps_of(county.office, county.market.pk, year + 1)
    assert len(later.not_inspected) == 2
    ItemResult.objects.update(outcome="not_checked")
    assert len(gaps_of(county.office, county.market.pk, year).not_inspected) == 2


def test_an_older_version_counts_as_the_item(county: County, city: Superior):
    version = city.in_force("GG-01")
    record = make_record(county)
    ItemResult.objects.create(record=record, item=version, outcome="no_problem")
    city.amended(version, basis="新依据")
    city.lead.region = city.department.region
    gaps = gaps_of(city.lead, city.department.pk, record.signed_at.year)
    assert gaps.not_inspected == []


def test_a_department_sees_itself_the_office_all(county: County, city: Superior):
    assert [r.department for r in item_coverage(county.lead, 2026)] == [county.market]
    seen = {row.department for row in item_coverage(county.office, 2026)}
    assert seen == {county.market, county.fire}
    with pytest.raises(NotFound):
        gaps_of(county.lead, county.fire.pk, 2026)
    with pytest.raises(NotFound):
        gaps_of(county.office, city.department.pk, 2026)
    with pytest.raises(Forbidden):
        item_coverage(county.inspector, 2026)


def test_more_items_and_claims_ask_no_more_questions(county: County, city: Superior):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            item_coverage(county.office, 2026)
        return len(queries)

    city.in_force("GG-01")
    asked()  # the roles of who asks are kept from here on
    few = asked()
    more = [city.in_force(f"GG-{n:02}") for n in range(2, 8)]
    claim_items(by=county.lead, items=[version.item_id for version in more])
    assert asked() == few
