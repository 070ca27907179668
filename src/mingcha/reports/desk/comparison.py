"""A plan beside the year before: what was planned, and what was drawn."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion
from mingcha.plans.selectors.plans import version_in_force
from mingcha.reports.desk.board import Board
from mingcha.tasks.models import ObjectTask


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of both years."""

    title: str
    before: int
    now: int

    @property
    def change(self) -> int:
        """Return by how much it grows."""
        return self.now - self.before


def year_before(board: Board) -> list[Row]:
    """Return the plan's figures beside those of the plan in force a year earlier; none without one."""
    plan = board.version.plan
    earlier = AnnualPlan.objects.filter(department=plan.department, year=plan.year - 1).first()
    version = version_in_force(earlier) if earlier else None
    if version is None:
        return []
    then, now = _lines(version), _lines(board.version)
    expected = round(sum(each.expected.total for each in board.own))
    return [
        Row("任务条数", len(then), len(now)),
        Row("其中部门联合", _joint(then), _joint(now)),
        Row("其中按信用风险分类", _by_class(then), _by_class(now)),
        Row("抽取户次（上年实际，本年预计）", _drawn(plan), expected),
    ]


def _lines(version: PlanVersion) -> list[PlanLine]:
    return list(version.lines.prefetch_related("cooperating"))


def _joint(lines: list[PlanLine]) -> int:
    return sum(bool(line.cooperating.all()) for line in lines)


def _by_class(lines: list[PlanLine]) -> int:
    return sum(line.is_by_class for line in lines)


def _drawn(plan: AnnualPlan) -> int:
    """Objects drawn by the department or sent to its officers in the year before; a task's counts once."""
    sent = ObjectTask.objects.filter(
        Q(sub_task__department=plan.department) | Q(sub_task__share_of__department=plan.department),
        task__year=plan.year - 1,
    ).exclude(state="not_mine")
    return sent.order_by().values("task", "object").distinct().count()
