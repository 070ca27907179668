"""The desk of lines whose ratios differ by label (R-051; C.4-1)."""

from __future__ import annotations

import pytest
import time_machine
from county import County
from labelled import COMPLAINT, TIER_3, complained_of, tagged
from plan_lines import plan_of, written
from task_station import BY_CLASS, make_objects

from mingcha.plans.actions.merging import JointDraw, accept_merge, propose_merge
from mingcha.plans.models import PlanLine
from mingcha.registers.models import RegisterEntry
from mingcha.registers.selectors.strata import sizes_by_stratum
from mingcha.reports.desk.board import board
from mingcha.reports.desk.overlaps import overlaps
from mingcha.reports.desk.simulation import simulated

LABELS = [COMPLAINT, TIER_3]
BY_LABEL = {
    "labels": LABELS,
    "ratios": {"flag:complaint": "100%", "tag:tier-3": "50%", "REST": "10%"},
    "no_class_reason": "按医院等级和投诉",
}
WHOLE = {"ratios": {"ALL": "20%"}, "no_class_reason": "专项检查"}


@pytest.fixture(autouse=True)
def before_the_year():
    with time_machine.travel("2026-12-10T08:00:00+08:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def register(county: County) -> None:
    """Both departments have 100 objects: 20 of the third tier, 10 complained of, 5 of them both."""
    made = make_objects(county, 100)
    RegisterEntry.objects.bulk_create(
        RegisterEntry(department=county.fire, object=each) for each in made
    )
    tagged(made[:20])
    complained_of(made[15:25])


def test_a_line_is_counted_by_its_labels(county: County):
    plan = plan_of(county, "lead")
    line = written(county, plan, **BY_LABEL)
    found = board(plan)
    (each,) = found.own
    sizes = {
        stratum.level: sum(found.cells.sizes[c] for c in stratum.cells)
        for stratum in each.planned.strata
    }
    assert sizes == sizes_by_stratum(county.market, line.object_filter, LABELS)
    drawn = {level: round(number) for level, number in each.expected.drawn.items()}
    assert drawn == {"flag:complaint": 10, "tag:tier-3": 8, "REST": 8}


def test_with_a_line_without_strata_a_joint_line_goes_by_the_labels(county: County):
    plan, others = plan_of(county, "lead"), plan_of(county, "fire_lead")
    own = written(county, plan, **BY_LABEL)
    theirs = written(county, others, "fire_lead", **WHOLE)
    (found,) = overlaps(board(plan))
    assert found.ratios == {"flag:complaint": "100%", "tag:tier-3": "50%", "REST": "20%"}
    assert (found.joining.apart, found.joining.together) == (26 + 20, 10 + 8 + 15)
    assert 26 <= simulated([own, theirs]).together < 26 + 20
    joint = JointDraw(found.ratios, found.joining.apart, found.joining.together, found.labels)
    proposal = propose_merge(
        by=county.lead, lead=found.lead.line, joining=found.other.line, joint=joint
    )
    accept_merge(by=county.fire_lead, proposal=proposal)
    merged = PlanLine.objects.get()
    assert (merged.labels, merged.ratios) == (LABELS, found.ratios)
    assert merged.frequencies == {}


def test_by_the_same_labels_the_higher_ratio_of_each_is_taken(county: County):
    plan, others = plan_of(county, "lead"), plan_of(county, "fire_lead")
    written(county, plan, **BY_LABEL)
    theirs = {"flag:complaint": "50%", "tag:tier-3": "80%", "REST": "5%"}
    written(county, others, "fire_lead", **BY_LABEL | {"ratios": theirs})
    (found,) = overlaps(board(plan))
    assert found.ratios == {"flag:complaint": "100%", "tag:tier-3": "80%", "REST": "10%"}


@pytest.mark.parametrize(
    "theirs",
    [{"ratios": BY_CLASS}, BY_LABEL | {"labels": LABELS[::-1]}],
    ids=["by class", "by the labels in another order"],
)
def test_strata_that_are_not_made_alike_are_not_joined(county: County, theirs: dict[str, object]):
    plan, others = plan_of(county, "lead"), plan_of(county, "fire_lead")
    written(county, plan, **BY_LABEL)
    written(county, others, "fire_lead", **theirs)
    assert overlaps(board(plan)) == []
    assert overlaps(board(others)) == []
