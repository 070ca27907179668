"""What departments are reminded of by themselves: a plan not in force, a line past its end (R-035).

What else is due in the year, they are reminded of by ``obligation_reminders``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from mingcha.foundation import clock
from mingcha.inbox.actions.sending import send
from mingcha.inbox.selectors.messages import known_keys
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter_of_each
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.plans.obligation_reminders import obligations_told
from mingcha.plans.selectors.plan_coverage import missed_lines, planning_year, plans_due
from mingcha.plans.telling import Told


@dataclass(frozen=True, slots=True)
class Reminder:
    """The program that reminds, under its name in the events."""

    username: str = "system:reminders"


def remind() -> int:
    """Tell every department what it lacks, each matter once; return how many were told anew."""
    found = [*_without_plan(), *_missed(), *obligations_told()]
    known = known_keys(each.key for each in found)
    told = [
        send(
            by=Reminder(),
            key=each.key,
            department=each.department,
            permission=each.permission,
            title=each.title,
            text=each.text,
            url=each.url,
        )
        for each in found
        if each.key not in known
    ]
    return sum(message is not None for message in told)


def _without_plan() -> Iterator[Told]:
    """Give the departments whose plan's day is near, and again those for which it is over."""
    today = clock.today()
    year = planning_year(today)
    have = PlanVersion.objects.filter(plan__year=year, state="published")
    lacking = Department.objects.filter(is_inspecting_body=True).exclude(
        pk__in=have.values("plan__department")
    )
    bodies = list(lacking.select_related("region"))
    days_due = plans_due(bodies, year)
    days_before = parameter_of_each("plan.remind_days", bodies, on=date(year, 1, 1))
    for department in bodies:
        due = days_due[department.pk]
        if today < due - timedelta(days=int(str(days_before[department.pk]))):
            continue
        is_late = today > due
        state = "已经超过截止日期，请尽快编制、审批并公布" if is_late else "请编制、审批并公布"
        yield Told(
            key=f"plan.{'late' if is_late else 'missing'}:{year}:{department.pk}",
            department=department,
            title=f"{year}年度计划{'逾期没有公布' if is_late else '还没有公布'}",
            text=f"{year}年度抽查计划应在{due.year}年{due.month}月{due.day}日前公布；{state}。",
            url=reverse("plans"),
        )


def _missed() -> Iterator[Told]:
    lines = missed_lines(PlanLine.objects.filter(version__state="published"))
    for line in lines.select_related("version__plan__department__region"):
        end = line.period_to
        plan = line.version.plan
        yield Told(
            key=f"plan.line_missed:{plan.pk}:{end}:{line.name}",
            department=plan.department,
            title="计划任务到期没有开展",
            text=f"“{line.name}”应在{end.year}年{end.month}月{end.day}日前完成，还没有发起抽查任务。",
            url=reverse("plan", args=[plan.pk]),
        )
