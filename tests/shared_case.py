"""A city draws for two counties: its register, their inspectors, and the draw as far as it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ceremony_case import Case
from city import make_city
from task_station import approved_task, ceremony, make_inspectors, make_line, make_objects

if TYPE_CHECKING:
    from county import County

    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department
    from mingcha.plans.models import PlanLine
    from mingcha.tasks.models import SubTask, Task

HALF = {"ALL": "50%"}


@dataclass
class Shared:
    """The city's task for 澄川县 (``county``) and 清禾县 (``other``), and its draw."""

    county: County
    city: County
    other: Department
    line: PlanLine
    case: Case

    @property
    def task(self) -> Task:
        return self.case.fresh().task

    def share(self, department: Department) -> SubTask:
        return self.task.sub_tasks.get(department=department)

    @property
    def outsider(self) -> User:
        """Return who leads and heads the other county's department."""
        return self.county.outsider


def shared_case(county: County, mode: str = "city_draw_county_inspect", **line: Any) -> Shared:
    """Freeze the city's task: 60 objects in one county, 30 in the other, half of them drawn."""
    from mingcha.orgs.models import Department, Region
    from mingcha.tasks.actions import pools

    city = make_city(county)
    make_objects(city, 60)
    make_objects(city, 30, region=Region.objects.get(code="130137"))
    other = Department.objects.get(region="130137")
    many = {"capacity": 90}
    make_inspectors(city.market, 3, certificate_no="XC", **many)
    make_inspectors(county.market, 6, certificate_no="XA", **many)
    make_inspectors(other, 4, certificate_no="XB", **many)
    own = make_line(city, HALF, mode=mode, no_class_reason="试", **line)
    task = approved_task(city, own)
    draw = pools.freeze_pool(by=city.operator, task=task, ceremony=ceremony(city))
    return Shared(county, city, other, own, Case(city, task, draw))


def drawn_case(county: County, mode: str = "city_draw_county_inspect", **line: Any) -> Shared:
    """Take the case to the drawn list."""
    return draw_now(shared_case(county, mode, **line))


def draw_now(made: Shared) -> Shared:
    """Go through the ceremony."""
    from ceremony_case import SECRETS

    from mingcha.tasks.actions import ceremony as steps
    from mingcha.tasks.actions import drawing

    case, operator = made.case, made.city.operator
    steps.open_commitments(by=operator, draw=case.draw)
    for party in SECRETS:
        steps.commit(by=case.user(party), draw=case.draw, c=case.promise(party))
    steps.seal_plan(by=operator, draw=case.draw)
    for party, value in SECRETS.items():
        steps.reveal(by=case.user(party), draw=case.draw, r=value)
    steps.fix_seed(by=operator, draw=case.draw)
    drawing.draw_objects(by=operator, draw=case.draw)
    case.fresh()
    return made
