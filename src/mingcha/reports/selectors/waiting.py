"""What waits for somebody among the reports."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.foundation.to_do import ToDo
from mingcha.reports.selectors.reports import visible_reports


def waiting_for(user: User) -> Iterator[ToDo]:
    """Give reports to be taken, and the own ones that came back."""
    if not user.may(Permission.REPORT_VIEW):
        return
    states = {}
    if user.may(Permission.REPORT_ACCEPT):
        states["submitted"] = "接收月报表"
    if user.may(Permission.REPORT_COMPUTE):
        states["returned"] = "修改被退回的月报表"
    for report in (
        visible_reports(user)
        .filter(state__in=states)
        .exclude(submitted_by=user.username, state="submitted")
    ):
        place = report.department.short_name if report.department else report.region.name
        note = f"{place} 表{report.form} {report.year}年{report.month}月"
        yield ToDo(states[report.state], reverse("report", args=[report.pk]), clock.today(), note)
