"""A county's own plan line is carried out by what the city drew of the same (R-041)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from county import County
from lock_order import CHAIN, tables_locked
from shared_case import Shared, draw_now, shared_case
from task_station import TODAY, approved_task, ceremony, make_item, make_line

from mingcha.plans.actions.plans import change_plan, publish_plan
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.plans.selectors.plan_coverage import execution
from mingcha.tasks.actions import covering, creating, deciding, drawing, pools
from mingcha.tasks.actions.plan_lines import release_line, start_line
from mingcha.tasks.guards import has_other_live_task
from mingcha.tasks.models import Task
from mingcha.tasks.selectors.lines import lines_to_execute
from mingcha.tasks.selectors.shares import covered_lines

if TYPE_CHECKING:
    from collections.abc import Callable


def countys_line(county: County, **fields: object) -> PlanLine:
    return make_line(county, {"ALL": "10%"}, mode="county_county", no_class_reason="试", **fields)


def claimed(line: PlanLine, of: PlanLine) -> None:
    parent = of.items.get()
    line.items.update(parent=parent, claimed_version=parent.versions.get())


def covering_case(
    county: County, *, is_claimed: bool = True, **fields: object
) -> tuple[Shared, PlanLine]:
    line, made = countys_line(county, **fields), shared_case(county)
    if is_claimed:
        claimed(line, made.line)
    draw_now(made)
    line.refresh_from_db()
    return made, line


def test_a_countys_own_line_is_covered_by_what_the_city_drew(county: County):
    made, line = covering_case(county)
    assert line.state == "covered"
    done = execution(line.version)
    assert (done.total, done.covered, done.missed) == (1, 1, [])
    (covered,) = covered_lines(line.version)
    assert (covered.name, covered.share) == (line.name, made.share(county.market))
    assert covered.share.drawn == made.share(county.market).object_tasks.count()
    past = TODAY - timedelta(days=1)
    PlanLine.objects.filter(pk=line.pk).update(period_from=past, period_to=past)
    assert execution(line.version).missed == []


def test_a_line_with_other_items_or_another_range_is_not_covered(county: County):
    _, line = covering_case(county, is_claimed=False)
    assert line.state == "pending"


def test_a_line_that_also_checks_what_nobody_drew_is_not_covered(county: County):
    line = countys_line(county)
    line.cooperating.set([county.fire])
    make_item(county.fire, "XF-01", "疏散通道检查")
    made = shared_case(county)
    claimed(line, made.line)
    draw_now(made)
    line.refresh_from_db()
    assert line.state == "pending"


def test_a_range_in_which_nothing_was_drawn_is_not_covered(county: County):
    _, line = covering_case(county, object_filter={"industries": ["采矿业"]})
    assert line.state == "pending"


def test_a_voided_task_covers_nothing_any_more(county: County):
    made, line = covering_case(county)
    deciding.void_task(by=made.city.head, task=made.task, reason="上级另有部署")
    line.refresh_from_db()
    assert line.state == "pending"
    assert covered_lines(line.version) == []


def test_a_county_that_draws_nevertheless_starts_its_line_and_may_go_back(county: County):
    _, line = covering_case(county)
    task = creating.create_task_from_line(by=county.lead, line=line)
    start_line(task)
    line.refresh_from_db()
    assert line.state == "in_progress"
    release_line(task)
    line.refresh_from_db()
    assert line.state == "covered"


def in_work(county: County, line: PlanLine) -> PlanLine:
    """Begin a change of the plan; return the line in the version that is in work."""
    version = change_plan(by=county.lead, plan=line.version.plan, reason="上级要求调整")
    return version.lines.get(line_no=line.line_no)


def published(county: County, line: PlanLine) -> PlanLine:
    PlanVersion.objects.filter(pk=line.version_id).update(state="approved", approved_by="head")
    publish_plan(by=county.lead, version=PlanVersion.objects.get(pk=line.version_id))
    line.refresh_from_db()
    return line


def states(line: PlanLine) -> list[str]:
    """Return how the line stands in every version, oldest first."""
    rows = PlanLine.objects.filter(version__plan=line.version.plan_id, line_no=line.line_no)
    return list(rows.order_by("version__number").values_list("state", flat=True))


def test_a_voided_task_uncovers_the_line_of_a_later_version_too(county: County):
    made, line = covering_case(county)
    later = published(county, in_work(county, line))
    assert later.state == "covered"
    deciding.void_task(by=made.city.head, task=made.task, reason="上级另有部署")
    assert states(line) == ["pending", "pending"]


def test_what_is_drawn_while_a_change_is_in_work_covers_the_changed_line(county: County):
    line, made = countys_line(county), shared_case(county)
    claimed(line, made.line)
    later = in_work(county, line)
    draw_now(made)
    assert published(county, later).state == "covered"
    assert [covered.share for covered in covered_lines(later.version)] == [
        made.share(county.market)
    ]


def test_a_task_of_an_older_version_starts_and_releases_the_line_in_force(county: County):
    line, _ = countys_line(county), shared_case(county)
    task = creating.create_task_from_line(by=county.lead, line=line)
    later = published(county, in_work(county, line))
    start_line(task)
    assert states(line) == ["in_progress", "in_progress"]
    release_line(task)
    assert states(line) == ["pending", "pending"]
    assert later.line_no == line.line_no


def test_a_task_of_an_older_version_counts_as_another_of_the_line(county: County):
    line, _ = countys_line(county), shared_case(county)
    first = creating.create_task_from_line(by=county.lead, line=line)
    Task.objects.filter(pk=first.pk).update(state="pool_locked")
    later = published(county, in_work(county, line))
    again = creating.create_task_from_line(by=county.lead, line=later)
    start_line(again)
    assert has_other_live_task(again)
    release_line(again)
    assert states(line) == ["in_progress", "in_progress"]
    (offered,) = lines_to_execute(county.lead)
    assert offered.task_count == 2


def test_a_share_of_an_older_version_still_covers_a_line_that_is_released(county: County):
    _, line = covering_case(county)
    later = published(county, in_work(county, line))
    task = creating.create_task_from_line(by=county.lead, line=later)
    start_line(task)
    release_line(task)
    assert states(line) == ["covered", "covered"]


def test_progress_made_while_a_version_was_in_work_comes_with_its_publication(county: County):
    """As where the change began while a draw was being kept, which did not see the new version."""
    line = countys_line(county)
    later, new = in_work(county, line), countys_line(county)
    PlanLine.objects.filter(pk=new.pk).update(version=later.version, line_no=9, state="pending")
    PlanLine.objects.filter(pk=line.pk).update(state="covered")
    published(county, later)
    assert list(later.version.lines.values_list("line_no", "state")) == [
        (line.line_no, "covered"),
        (9, "pending"),
    ]


def test_a_line_that_was_begun_meanwhile_is_not_covered(county: County, monkeypatch):
    line, made = countys_line(county), shared_case(county)
    claimed(line, made.line)
    found = covering._waiting

    def begun_after(*asked: object) -> list[PlanLine]:
        rows = list(found(*asked))
        PlanLine.objects.filter(pk=line.pk).update(state="in_progress")
        return rows

    monkeypatch.setattr(covering, "_waiting", begun_after)
    draw_now(made)
    assert states(line) == ["in_progress"]
    assert not made.share(county.market).covers.exists()


def lines_first(step: Callable[..., object], **values: object) -> None:
    with tables_locked() as tables:
        step(**values)
    recording = tables.index(CHAIN)
    assert "plans_planline" in tables[:recording]
    assert not {"plans_planline", "tasks_draw"} & set(tables[recording:])


def test_lines_are_locked_before_anything_is_recorded(county: County):
    """Who holds the chain and waits for a line would be waited for by who holds the line."""
    line, made = countys_line(county), shared_case(county)
    claimed(line, made.line)
    head, operator = made.city.head, made.city.operator
    lines_first(drawing.draw_objects, by=operator, draw=made.case.ready().draw)
    lines_first(deciding.void_task, by=head, task=made.task, reason="名录有误")
    again = approved_task(made.city, made.line)
    lines_first(pools.freeze_pool, by=operator, task=again, ceremony=ceremony(made.city))
    lines_first(pools.reopen_pool, by=head, task=again, reason="名录有误")
