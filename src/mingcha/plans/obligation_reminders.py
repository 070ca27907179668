"""Reminding of what is due, before its day and when it is over (R-121 to R-132).

So many days before, and after, as the place that set it names them; each day has a key of its own,
by which it is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mingcha.foundation import clock
from mingcha.orgs.models import Region
from mingcha.orgs.parameters import parameter
from mingcha.plans.models import Obligation, Occurrence
from mingcha.plans.selectors.occurrences import DONE, in_force
from mingcha.plans.telling import Recipient, Told, recipients

_STANDSTILL = timedelta(days=31)
"""How long the job may have stood still and yet tell what became late meanwhile."""


@dataclass(frozen=True, slots=True)
class Days:
    """How many days before and after the day it is told."""

    before: tuple[int, ...]
    after: tuple[int, ...]

    def stage(self, due: date, today: date) -> str:
        """Return under what name a day is told today; "" where nothing is."""
        left = (due - today).days
        if left >= 0:
            reached = [days for days in self.before if days >= left]
            return f"before-{min(reached)}" if reached else ""
        reached = [days for days in self.after if days <= -left]
        return f"after-{max(reached)}" if reached else ""


def obligations_told() -> list[Told]:
    """Return what is to be told today, whether it was told before or not."""
    today = clock.today()
    days = _days(Region.objects.filter(pk__in=Obligation.objects.values("region")), today)
    ahead = max((most for each in days.values() for most in each.before), default=0)
    past = max((most for each in days.values() for most in each.after), default=0)
    rows = in_force(Occurrence.objects.exclude(DONE)).filter(
        due_on__lte=today + timedelta(days=ahead),
        due_on__gte=today - timedelta(days=past) - _STANDSTILL,
    )
    found = list(rows.select_related("obligation", "region", "department__region", "unit"))
    due = [(row, days[row.obligation.region_id].stage(row.due_on, today)) for row in found]
    to_whom = recipients([row for row, stage in due if stage])
    return [each for row, stage in due if stage for each in _told(row, stage, to_whom, today)]


def _days(regions: Iterable[Region], today: date) -> dict[str, Days]:
    return {
        region.pk: Days(
            _numbers("obligation.remind_days", region, today),
            _numbers("obligation.late_days", region, today),
        )
        for region in regions
    }


def _numbers(key: str, region: Region, today: date) -> tuple[int, ...]:
    value = parameter(key, region=region, on=today)
    return tuple(int(str(each)) for each in value) if isinstance(value, list) else ()


def _told(
    row: Occurrence, stage: str, to_whom: Mapping[int, list[Recipient]], today: date
) -> Iterator[Told]:
    due = row.due_on
    left = (due - today).days
    title = row.obligation.title[:60]
    state = f"已逾期 {-left} 天，请尽快办理并登记" if left < 0 else "请按时办理并登记完成情况"
    for department, permission in to_whom[row.pk]:
        yield Told(
            key=f"occurrence.{stage}:{row.pk}:{department.pk}",
            department=department,
            title=f"{title}{'逾期没有完成' if left < 0 else '即将到期' if left else '今天到期'}",
            text=f"{row.answerer_name}：{title}应在{due.year}年{due.month}月{due.day}日前完成；{state}。",
            url=row.page,
            permission=permission,
        )
