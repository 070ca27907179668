"""Where a task stands: the nine steps that people know, with the day of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mingcha.tasks.models import Task
from mingcha.web.wording import cn_date

TITLES = (
    "编制方案",
    "部门会签",
    "负责人审批",
    "冻结名录",
    "抽取对象",
    "名单比对",
    "匹配人员",
    "现场检查",
    "结果公示",
)
_REACHED = {
    "draft": 0,
    "scheme_pending": 1,
    "approved": 3,
    "pool_locked": 4,
    "objects_drawn": 5,
    "list_compared": 6,
    "inspectors_drawn": 6,
    "issued": 7,
    "in_progress": 7,
    "done": 9,
    "closed": 9,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as ``components/steps.html`` takes it."""

    title: str
    state: str
    date: str


def steps_of(task: Task) -> list[Shown]:
    """Return the steps; a voided task has none ahead."""
    parts = list(task.sub_tasks.filter(share_of=None))
    signed = all(part.state != "invited" for part in parts)
    now = _REACHED.get(task.state, len(TITLES))
    if task.state == "scheme_pending" and signed:
        now = 2
    days = _days(task, [part.cosigned_at for part in parts])
    return [
        Shown(title, _progress(place, now), days.get(place, ""))
        for place, title in enumerate(TITLES)
    ]


def _progress(place: int, now: int) -> str:
    if place == now:
        return "now"
    return "done" if place < now else "todo"


def _days(task: Task, signed: list[datetime | None]) -> dict[int, str]:
    draw = getattr(task, "draw", None)
    approved = task.approvals.filter(step="approve", is_approved=True).last()
    known: dict[int, date | datetime | None] = {
        1: max((moment for moment in signed if moment), default=None),
        2: approved.at if approved else None,
        3: draw.frozen_at if draw else None,
        4: draw.drawn_at if draw else None,
    }
    texts = {place: cn_date(day, "short") for place, day in known.items() if day}
    return texts | {7: f"{cn_date(task.period_to, 'short')}前", 8: "20 个工作日内"}
