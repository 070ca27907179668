"""A draw whose ratios differ by label: 三级医院 50%、投诉举报 100%、其他 10% (R-051; C.4-1)."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from ceremony_case import Case
from county import County
from django.db import IntegrityError, transaction
from labelled import COMPLAINT, TIER_3, complained_of, tagged
from matching_case import drawn
from task_station import (
    BY_CLASS,
    TODAY,
    approved_task,
    frozen_task,
    make_inspectors,
    make_line,
    make_objects,
)

from mingcha.foundation.errors import DomainError
from mingcha.plans.models import PlanLine
from mingcha.registers.models import InspectionItem, InspectionObject, Tag
from mingcha.tasks.actions.creating import create_task_from_line, create_task_off_plan
from mingcha.tasks.bundle_store import materialise
from mingcha.tasks.models import Draw, DrawnObject, Task
from mingcha.tasks.planned_ratios import ratios_of_line
from mingcha.tasks.selectors.pool_comparison import Change, compared, have_same_strata
from mingcha.tasks.selectors.pools import figures_today, frozen_figures

VERIFIER = Path(__file__).parents[3] / "verifier" / "verify_draw.py"
LABELS = [COMPLAINT, TIER_3]
RATIOS = {"flag:complaint": "100%", "tag:tier-3": "50%", "REST": "10%"}


@pytest.fixture
def line(county: County) -> PlanLine:
    """Of 60 objects 10 are of the third tier; 4 are complained of, two of them of that tier."""
    made = make_objects(county, 60)
    make_inspectors(county.market, 12)
    tagged(made[:10])
    complained_of(made[8:12])
    return make_line(county, RATIOS, labels=LABELS, no_class_reason="按医院等级和投诉")


@pytest.fixture
def case(county: County, line: PlanLine) -> Case:
    return drawn(county, approved_task(county, line))


def label_of(found: InspectionObject) -> str:
    if found.flags.filter(kind="complaint").exists():
        return "flag:complaint"
    return "tag:tier-3" if found.tags.filter(code="tier-3").exists() else "REST"


def test_each_label_is_drawn_by_its_own_ratio(county: County, case: Case, tmp_path: Path):
    rows = DrawnObject.objects.filter(draw=case.draw, status__startswith="D")
    found = Counter(label_of(row.object) for row in rows.select_related("object"))
    assert found == {"flag:complaint": 4, "tag:tier-3": 4, "REST": 5}
    materialise(case.draw, tmp_path / "bundle")
    command = [sys.executable, str(VERIFIER), str(tmp_path / "bundle")]
    verdict = subprocess.run(command, check=False, capture_output=True, text=True)
    assert verdict.returncode == 0, verdict.stdout


def test_the_pool_says_the_strata_by_their_titles(county: County, line: PlanLine):
    task = frozen_task(county, line)
    lines = [(each.title, each.ratio, each.rows, each.to_draw) for each in _strata(task)]
    assert lines == [("投诉举报", "100%", 4, 4), ("三级医院", "50%", 8, 4), ("其他", "10%", 48, 5)]


def _strata(task: Task):
    assert frozen_figures(task).strata == figures_today(task).strata
    return frozen_figures(task).strata


def test_who_bears_which_label_stays_secret(case: Case):
    """As with classes, the draw is confidential: the public files call the strata G1, G2 and G3."""
    assert case.task.disclosing == "confidential"
    for file in case.draw.files.filter(is_private=False):
        content = bytes(file.content).decode()
        assert not [word for word in ("tier-3", "complaint", "三级医院", "投诉") if word in content]


def test_a_draw_by_labels_cannot_be_made_an_open_one(county: County, line: PlanLine):
    task = create_task_from_line(by=county.lead, line=line, disclosing="immediate")
    assert (task.disclosing, task.risk_scheme, task.uses_class) == ("confidential", "", False)
    with pytest.raises(IntegrityError, match="task_by_label_is_confidential"), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(disclosing="immediate")


def test_a_label_that_was_retired_meanwhile_is_told(county: County, line: PlanLine):
    Tag.objects.update(is_retired=True)
    with pytest.raises(DomainError, match="标签“三级医院”没有或者已经停用"):
        create_task_from_line(by=county.lead, line=line)


def test_tiers_go_by_the_objects_of_each_label(county: County, line: PlanLine):
    line.ratios = dict.fromkeys(RATIOS, "5户以下100%；20户以下3户；其余10%")
    assert ratios_of_line(line) == {"flag:complaint": "100%", "tag:tier-3": "3", "REST": "10%"}


@pytest.mark.parametrize(
    ("ratios", "told"),
    [
        ({**RATIOS, "tag:tier-3": ""}, "还没有填写抽查比例：三级医院"),
        ({**RATIOS, "A": "3%"}, "没有这些类别或标签：A"),
        ({**RATIOS, "tag:tier-3": "一半"}, "三级医院的抽查比例"),
        (dict.fromkeys(RATIOS, "0%"), "全部为零"),
    ],
)
def test_a_task_beside_the_plan_asks_for_sound_ratios(
    county: County, line: PlanLine, ratios: dict[str, str], told: str
):
    with pytest.raises(DomainError, match=told) as refused:
        off_plan(county, ratios)
    assert refused.value.field == "ratios"


def test_a_task_beside_the_plan_goes_by_labels_too(county: County, line: PlanLine):
    task = off_plan(county, RATIOS)
    assert (task.labels, task.disclosing) == (LABELS, "confidential")
    assert [each.to_draw for each in figures_today(task).strata] == [4, 4, 5]


def off_plan(county: County, ratios: dict[str, str]) -> Task:
    return create_task_off_plan(
        by=county.lead,
        source="complaint",
        reason="集中投诉",
        particulars={
            "title": "投诉专项",
            "object_filter": {},
            "ratios": ratios,
            "labels": LABELS,
            "period_from": TODAY,
            "period_to": TODAY + timedelta(days=30),
            "mode": "county_county",
            "draw_kind": "untargeted",
        },
        items=InspectionItem.objects.filter(department=county.market),
    )


def test_who_got_another_label_since_the_last_pool_is_told(county: County, line: PlanLine):
    earlier = Draw.objects.get(task=frozen_task(county, line))
    Task.objects.filter(pk=earlier.task_id).update(state="done")
    tagged = InspectionObject.objects.order_by("pk")[20]
    tagged.tags.add(Tag.objects.get())
    again = make_line(county, RATIOS, labels=LABELS, no_class_reason="按医院等级和投诉")
    task = approved_task(county, again)
    assert have_same_strata(task, earlier)
    found = compared(task, earlier, by_stratum=True)
    assert [each.changed.key for each in found.first[Change.RECLASSED]] == [tagged.key]
    by_class = create_task_from_line(by=county.lead, line=make_line(county, BY_CLASS))
    assert not have_same_strata(by_class, earlier)
