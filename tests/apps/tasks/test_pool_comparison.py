"""A pool beside one that was frozen earlier, before and after the new one is frozen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from county import County
from task_station import BY_CLASS, approved_task, frozen_task, make_line, make_station

from mingcha.foundation import clock
from mingcha.registers.models import InspectionObject, RegisterEntry
from mingcha.tasks.models import Draw, Task
from mingcha.tasks.selectors import frozen_rows, register_lines
from mingcha.tasks.selectors.pool_comparison import (
    Change,
    changes,
    comparable_draws,
    compared,
    have_same_strata,
    kinds_of,
    usual_comparison,
)


@pytest.fixture
def earlier(county: County) -> Draw:
    """A pool of a month ago, by class."""
    return frozen_at(frozen_task(county, make_station(county)), 40)


def frozen_at(task: Task, days_ago: int) -> Draw:
    Task.objects.filter(pk=task.pk).update(state="done")
    Draw.objects.filter(task=task).update(frozen_at=clock.now() - timedelta(days=days_ago))
    return Draw.objects.get(task=task)


def changed_since(county: County) -> dict[Change, set[str]]:
    """Change the register in each way; return the keys concerned."""
    rows = list(InspectionObject.objects.order_by("key"))
    reclassed, revoked, gone = rows[3], rows[50], rows[70]
    InspectionObject.objects.filter(pk=reclassed.pk).update(
        risk_level="A" if reclassed.risk_level == "D" else "D"
    )
    InspectionObject.objects.filter(pk=revoked.pk).update(status="revoked")
    RegisterEntry.objects.filter(department=county.market, object=gone).update(is_active=False)
    new = InspectionObject.objects.create(
        code="ZZ-1",
        key="ZZ1",
        name="新开餐饮店",
        kind="enterprise",
        region=county.region,
        industry=reclassed.industry,
        risk_level="B",
    )
    RegisterEntry.objects.create(department=county.market, object=new)
    return {
        Change.RECLASSED: {reclassed.key},
        Change.KEPT_BACK: {revoked.key},
        Change.LEFT: {gone.key},
        Change.CAME: {new.key},
    }


def found_in(task: Task, draw: Draw) -> dict[Change, set[str]]:
    found: dict[Change, set[str]] = {}
    for each in changes(task, draw):
        for kind in kinds_of(each, by_stratum=have_same_strata(task, draw)):
            found.setdefault(kind, set()).add(each.key)
    return found


def test_changes_are_found_before_the_freeze(county: County, earlier: Draw):
    expected = changed_since(county)
    again = approved_task(county, make_line(county, BY_CLASS))
    assert found_in(again, earlier) == expected
    figures = compared(again, earlier, by_stratum=True)
    assert (figures.before, figures.now) == (120, 120)
    assert figures.counts == {kind: len(expected.get(kind, ())) for kind in Change}
    (came,) = figures.first[Change.CAME]
    assert came.object is not None
    assert came.object.name == "新开餐饮店"


def test_a_frozen_pool_is_compared_as_it_was_frozen(county: County, earlier: Draw):
    expected = changed_since(county)
    frozen = frozen_task(county, make_line(county, BY_CLASS))
    InspectionObject.objects.update(status="revoked")
    assert found_in(frozen, earlier) == expected
    assert found_in(frozen, frozen.draw) == {}


def test_a_file_is_read_in_pieces_of_any_size(
    county: County, earlier: Draw, monkeypatch: pytest.MonkeyPatch
):
    frame = earlier.task.sub_tasks.get(is_lead=True).frame
    whole = list(frozen_rows.frozen_lines(earlier, frame))
    assert len(whole) == 120
    for piece in (1, 7, 64, 1000):
        monkeypatch.setattr(register_lines, "_PIECE", piece)
        assert list(frozen_rows.frozen_lines(earlier, frame)) == whole


def test_the_same_range_of_an_earlier_month_is_offered_first(county: County, earlier: Draw):
    lately = frozen_at(frozen_task(county, make_line(county, BY_CLASS)), 0)
    task = approved_task(county, make_line(county, BY_CLASS))
    assert comparable_draws(task) == [lately, earlier]
    assert usual_comparison(task, comparable_draws(task)) == earlier
    Task.objects.filter(pk=earlier.task_id).update(object_filter={"industries": ["别的"]})
    assert usual_comparison(task, comparable_draws(task)) == lately
    assert usual_comparison(task, []) is None
    Task.objects.filter(pk=lately.task_id).update(lead_department=county.fire)
    assert comparable_draws(task) == [earlier]


def test_without_classes_in_both_nothing_is_reclassed(county: County, earlier: Draw):
    changed = changed_since(county)
    whole = approved_task(county, make_line(county, {"ALL": "10%"}, no_class_reason="专项"))
    assert not have_same_strata(whole, earlier)
    del changed[Change.RECLASSED]
    assert found_in(whole, earlier) == changed
