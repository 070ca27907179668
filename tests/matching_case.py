"""A task by its way of matching, taken through the whole draw to its teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ceremony_case import SECRETS, Case
from task_station import approved_task, ceremony, make_station

if TYPE_CHECKING:
    from county import County

    from mingcha.tasks.models import Task


def approved(county: County, matching: str, **basis: str) -> Task:
    from mingcha.tasks.models import Task

    task = approved_task(county, make_station(county))
    Task.objects.filter(pk=task.pk).update(matching=matching, **basis)
    task.refresh_from_db()
    return task


def drawn(county: County, task: Task) -> Case:
    from mingcha.tasks.actions import ceremony as steps
    from mingcha.tasks.actions import comparison, drawing, pools

    pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    task.refresh_from_db()
    case = Case(county, task, task.draw)
    steps.open_commitments(by=county.operator, draw=case.draw)
    for party in SECRETS:
        steps.commit(by=case.user(party), draw=case.draw, c=case.promise(party))
    steps.seal_plan(by=county.operator, draw=case.draw)
    for party, value in SECRETS.items():
        steps.reveal(by=case.user(party), draw=case.draw, r=value)
    steps.fix_seed(by=county.operator, draw=case.draw)
    drawing.draw_objects(by=county.operator, draw=case.draw)
    comparison.confirm_list(by=county.lead, sub_task=case.part(county.market))
    return case.fresh()
