"""What waits for somebody among plans and obligations."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation.to_do import ToDo
from mingcha.plans.models import PlanVersion
from mingcha.plans.selectors.documents_waiting import documents_waiting_for
from mingcha.plans.selectors.filings import filings_waiting_for
from mingcha.plans.selectors.merging import to_be_decided
from mingcha.plans.selectors.occurrences import in_hand
from mingcha.plans.selectors.plan_coverage import plan_due

_WAITING = (
    ("in_review", Permission.PLAN_APPROVE, "审批年度计划"),
    ("approved", Permission.PLAN_PUBLISH, "公布年度计划"),
    ("returned", Permission.PLAN_EDIT, "修改被退回的年度计划"),
)


def waiting_for(user: User) -> Iterator[ToDo]:
    """Give the plans that wait for the user, and what is due and not done."""
    for state, permission, title in _WAITING:
        if not user.may(permission):
            continue
        versions = PlanVersion.objects.filter(state=state, plan__department=user.department_id)
        if state == "in_review":
            versions = versions.exclude(drafted_by=user.username)
        for version in versions.select_related("plan__department__region"):
            url = reverse("plan", args=[version.plan_id])
            due = plan_due(version.plan.department, version.plan.year)
            yield ToDo(title, url, due, version.plan.title)
    if user.may(Permission.PLAN_EDIT) and user.department_id:
        for proposal in to_be_decided(user).select_related(
            "proposing_department", "lead_department__region"
        ):
            url = reverse("plan-merges", args=[proposal.year])
            name = proposal.proposing_department.short_name
            due = plan_due(proposal.lead_department, proposal.year)
            yield ToDo("答复合并建议", url, due, f"{name}：{proposal}")
    yield from documents_waiting_for(user)
    yield from filings_waiting_for(user)
    if user.may(Permission.TARGET_VIEW):
        for row in in_hand(user):
            note = f"退回意见：{row.return_note}" if row.return_note else row.obligation.basis
            yield ToDo(row.obligation.title, row.page, row.due_on, note)
