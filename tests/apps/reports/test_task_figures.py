"""The year's tasks by source and level, and how many were voided (R-033, R-045, R-067)."""

from __future__ import annotations

import pytest
import time_machine
from county import County
from year_case import Done, make_year

from mingcha.foundation.errors import Forbidden
from mingcha.reports.selectors.task_figures import OfSource, task_figures
from mingcha.tasks.models import Task
from mingcha.tasks.models.task import TaskSource

PROBLEMS = {"rectified", "unreachable", "pending_follow_up"}


@pytest.fixture(autouse=True)
def at_the_end_of_the_year():
    with time_machine.travel("2026-12-31T12:00:00+08:00", tick=False):
        yield


def counted(done: list[Done]) -> tuple[int, int, int]:
    """Count as a clerk would."""
    signed = [d for d in done if d.signed and d.signed.year == 2026]
    problems = {(d.task, d.object) for d in signed if d.result in PROBLEMS}
    return len({d.task for d in done}), len({(d.task, d.object) for d in signed}), len(problems)


def triple(row: OfSource, *, jointly: bool = False) -> tuple[int, int, int]:
    found = row.jointly if jointly else row.counted
    return found.draw_count, found.object_count, found.problem_object_count


def test_each_source_is_what_a_naive_count_gives(county: County):
    year = make_year(county)
    figures = task_figures(county.office, 2026)
    for source, row in zip(TaskSource, figures.sources, strict=True):
        of_source = [d for d in year if d.source == source.value]
        assert (row.title, triple(row)) == (source.label, counted(of_source))
        assert triple(row, jointly=True) == counted([d for d in of_source if d.is_joint])
    assert triple(figures.total) == counted(year)
    assert figures.total.counted.object_count > 0


def test_coverage_is_split_by_level_and_an_enterprise_counts_once_in_all(county: County):
    year = make_year(county)
    origins = task_figures(county.office, 2026).origins
    drawn = [
        {d.object for d in year if d.is_enterprise and d.origin == origin}
        for origin in ("own", "assigned_from_city", "assigned_from_province")
    ]
    assert [row.coverage.numerator for row in origins] == [
        *map(len, drawn),
        len(set().union(*drawn)),
    ]
    assert origins[-1].coverage.numerator < sum(map(len, drawn))


def test_the_voided_are_a_share_of_what_was_handed_in(county: County):
    make_year(county)
    Task.objects.filter(state="voided").update(state="draft")
    [first, second, third, *_] = Task.objects.filter(lead_department=county.market)
    Task.objects.exclude(pk__in=[first.pk, second.pk, third.pk]).update(state="draft")
    Task.objects.filter(pk__in=[first.pk, second.pk]).update(state="approved")
    Task.objects.filter(pk=third.pk).update(state="voided", void_reason="上级取消")
    [row] = task_figures(county.office, 2026).voided
    assert (row.department, row.share.numerator, row.share.denominator) == (county.market, 1, 3)
    assert row.share.basis_points == 3333


def test_objects_that_a_task_names_were_not_drawn(county: County):
    year = make_year(county)
    task = Task.objects.filter(pk__in={d.task for d in year if d.signed}).first()
    assert task
    Task.objects.filter(pk=task.pk).update(object_filter={"objects": ["91130136MA0000000X"]})
    rest = [d for d in year if d.task != task.pk]
    assert triple(task_figures(county.office, 2026).total) == counted(rest)


def test_a_department_sees_its_own_part(county: County):
    year = make_year(county)
    figures = task_figures(county.lead, 2026)
    own = [d for d in year if d.department == county.market.code]
    assert triple(figures.total) == counted(own)
    assert {row.department for row in figures.voided} <= {county.market}
    with pytest.raises(Forbidden):
        task_figures(county.inspector, 2026)
