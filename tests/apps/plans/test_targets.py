"""Targets of the year."""

from __future__ import annotations

import pytest
from county import County

from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.plans.actions.targets import set_target
from mingcha.plans.models import Target
from mingcha.plans.selectors.targets import binding_target, visible_targets


def test_the_office_sets_targets_and_a_later_value_counts(county: County):
    set_target(by=county.office, indicator="coverage", year=2026, value_bp=500, base_count=4800)
    set_target(by=county.office, indicator="coverage", year=2026, value_bp=600)
    assert [target.value_bp for target in visible_targets(county.lead, 2026)] == [600]


def test_the_stricter_of_own_and_superior_target_binds(county: County):
    Target.objects.create(
        region=county.region.parent, year=2026, indicator="joint_count", value_bp=4000
    )
    set_target(by=county.office, indicator="joint_count", year=2026, value_bp=3000)
    set_target(
        by=county.office,
        indicator="joint_count",
        year=2026,
        value_bp=9000,
        department=county.fire,
    )
    assert binding_target("joint_count", 2026, county.region).value_bp == 4000
    assert binding_target("joint_count", 2026, county.region, county.fire).value_bp == 9000
    Parameter.objects.create(
        key="target.stricter_applies", region=county.region, value=False, reason="本级"
    )
    assert binding_target("joint_count", 2026, county.region).value_bp == 3000
    assert binding_target("coverage", 2026, county.region) is None


def test_only_the_office_sets_targets_and_only_for_its_region(county: County):
    with pytest.raises(Forbidden):
        set_target(by=county.lead, indicator="coverage", year=2026, value_bp=500)
    with pytest.raises(NotFound):
        set_target(
            by=county.office,
            indicator="coverage",
            year=2026,
            value_bp=500,
            department=county.outsider.department,
        )


@pytest.mark.parametrize("value", [0, 10_001])
def test_an_impossible_target_is_refused(county: County, value: int):
    with pytest.raises(DomainError, match="100%"):
        set_target(by=county.office, indicator="coverage", year=2026, value_bp=value)
