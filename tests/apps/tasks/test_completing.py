"""A plan line is done by itself once its tasks are over as often as its frequency asks (R-047)."""

from __future__ import annotations

import pytest
from county import County
from lock_order import CHAIN, tables_locked
from task_station import BY_CLASS, WHOLE, make_line, make_objects

from mingcha.foundation.errors import DomainError
from mingcha.plans.models import PlanLine
from mingcha.plans.selectors.plan_coverage import execution
from mingcha.registers.models import InspectionObject
from mingcha.tasks.actions.completing import complete_if_over, held_to_the_end
from mingcha.tasks.actions.creating import create_task_from_line
from mingcha.tasks.actions.plan_lines import start_line
from mingcha.tasks.models import ObjectTask, Task
from mingcha.tasks.selectors.lines import lines_to_execute


def line_with(county: County, frequency: str) -> PlanLine:
    make_objects(county, 2)
    return make_line(county, WHOLE, frequency=frequency)


def under_way(county: County, line: PlanLine) -> ObjectTask:
    """Begin a task of the line with one object, whose result is public."""
    task = create_task_from_line(by=county.lead, line=line)
    Task.objects.filter(pk=task.pk).update(state="in_progress")
    start_line(task)
    checked = InspectionObject.objects.order_by("pk")[0]
    return ObjectTask.objects.create(
        task=task, sub_task=task.sub_tasks.get(), object=checked, state="published"
    )


def carried_out(county: County, line: PlanLine) -> str:
    """Carry a task of the line out; return how the line stands then."""
    assert complete_if_over(by=county.lead, task=under_way(county, line).task)
    line.refresh_from_db()
    return line.state


def test_a_line_of_once_a_year_is_done_with_its_task(county: County):
    line = line_with(county, "每年1次")
    assert carried_out(county, line) == "done"
    assert execution(line.version).done == 1
    assert not lines_to_execute(county.lead).exists()
    with pytest.raises(DomainError, match="已经完成"):
        create_task_from_line(by=county.lead, line=line)


def test_a_line_of_twice_a_year_is_done_with_its_second_task(county: County):
    line = line_with(county, "每半年1次")
    assert carried_out(county, line) == "in_progress"
    assert carried_out(county, line) == "done"


def test_each_task_of_a_line_draws_the_classes_whose_turn_it_is(county: County):
    make_objects(county, 8)
    line = make_line(county, BY_CLASS, frequency="每年1次", frequencies={"D": "每半年1次"})
    first = under_way(county, line).task
    assert first.ratios == BY_CLASS
    assert complete_if_over(by=county.lead, task=first)
    line.refresh_from_db()
    assert line.state == "in_progress"
    second = under_way(county, line).task
    assert second.ratios == {"A": "0%", "B": "0%", "C": "0%", "D": "50%"}
    assert complete_if_over(by=county.lead, task=second)
    line.refresh_from_db()
    assert line.state == "done"


def test_a_voided_task_gives_its_turn_back(county: County):
    make_objects(county, 8)
    line = make_line(county, BY_CLASS, frequency="每年1次", frequencies={"D": "每半年1次"})
    voided = create_task_from_line(by=county.lead, line=line)
    Task.objects.filter(pk=voided.pk).update(state="voided", void_reason="误建")
    assert create_task_from_line(by=county.lead, line=line).ratios == BY_CLASS


def test_a_line_that_does_not_say_how_often_stays_under_way(county: County):
    line = line_with(county, "按上级部署")
    assert carried_out(county, line) == "in_progress"


def test_a_line_is_not_done_while_its_task_is_open(county: County):
    line = line_with(county, "每年1次")
    row = under_way(county, line)
    ObjectTask.objects.filter(pk=row.pk).update(state="visiting")
    assert not complete_if_over(by=county.lead, task=row.task)
    line.refresh_from_db()
    assert line.state == "in_progress"


def test_who_may_end_a_task_holds_its_line_before_anything_is_recorded(county: County):
    row = under_way(county, line_with(county, "每年1次"))
    with tables_locked() as tables:
        held_to_the_end(row)
        complete_if_over(by=county.lead, task=row.task)
    before = tables[: tables.index(CHAIN)]
    assert before[:3] == ["tasks_objecttask", "tasks_task", "plans_planline"]
