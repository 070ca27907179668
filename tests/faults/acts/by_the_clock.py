"""What the registers, plans and triggers do by the clock, one after another as in a night."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from county import County
from faults.acts.act import Act
from obligation_case import set_obligation
from task_station import TODAY, make_line, make_objects
from trigger_case import kept, marked

from mingcha.foundation import clock
from mingcha.plans.jobs import remind_departments
from mingcha.registers.actions import items
from mingcha.registers.jobs import put_items_in_force
from mingcha.registers.models import InspectionItem
from mingcha.triggers.jobs import evaluate_all

_TOMORROW = timedelta(days=1)


def _evening(county: County) -> None:
    lines = [
        make_line(county, {"ALL": "10%"}, name=name, period_from=TODAY, period_to=TODAY)
        for name in ("餐饮服务单位抽查", "超市抽查")
    ]
    item = lines[0].items.get()
    _scheduled(county, item)
    _triggered(county, item)
    set_obligation(county.office, first_year=TODAY.year, last_year=None, since=TODAY)


def _scheduled(county: County, item: InspectionItem) -> None:
    version = items.amend_item(by=county.lead, item=item)
    items.edit_item(by=county.lead, version=version, text={"content": "新的检查内容"})
    items.submit_item(by=county.lead, version=version)
    items.approve_item(by=county.head, version=version)
    items.schedule_item(by=county.lead, version=version, day=clock.today() + _TOMORROW)


def _triggered(county: County, item: InspectionItem) -> None:
    for found in make_objects(county, 12)[::3]:
        marked(found, "complaint", 0, 1, 2)
    for title in ("投诉集中", "投诉较多", "投诉频繁"):
        kept(county, [item], title=title)


def _night() -> None:
    with time_machine.travel(clock.now() + _TOMORROW):
        put_items_in_force.func(timestamp=0)
        evaluate_all.func(timestamp=0)
        remind_departments.func(timestamp=0)


ACTS = {"night": Act(_evening, _night)}
