"""A county's share of what a city drew counts as the county's, handed down from the city (R-066, R-067)."""

from __future__ import annotations

from county import County
from shared_case import drawn_case

from mingcha.core.statistics.fact import Origin
from mingcha.reports.selectors.facts import facts_of


def test_a_share_is_the_countys_and_came_from_the_city(county: County):
    drawn = drawn_case(county)
    own = facts_of(drawn.task.year, county.region.prefix)
    assert len(own) == drawn.share(county.market).object_tasks.count()
    assert {fact.origin for fact in own} == {Origin.CITY}
    assert {fact.department_id for fact in own} == {str(county.market.pk)}
    assert len(facts_of(drawn.task.year, drawn.city.region.prefix)) == 45


def test_what_a_city_inspects_itself_is_its_own(county: County):
    drawn = drawn_case(county, "city_city")
    assert facts_of(drawn.task.year, county.region.prefix) == []
    facts = facts_of(drawn.task.year, drawn.city.region.prefix)
    assert {fact.origin for fact in facts} == {Origin.OWN}
