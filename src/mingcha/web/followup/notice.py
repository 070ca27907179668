"""The order to put things right (责令改正通知书), on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.core.notices.kinds import RECTIFICATION_ORDER
from mingcha.followup.selectors.follow_ups import get_follow_up
from mingcha.foundation.access import permitted
from mingcha.notices.actions.issuing import issue_order
from mingcha.notices.selectors.issued import issued
from mingcha.web.notices.issued import issuing_page
from mingcha.web.people import person


@permitted(P.FOLLOWUP_HANDLE, P.FOLLOWUP_RECHECK, P.TARGET_EDIT)
@require_http_methods(["GET", "POST"])
def order_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every time it was made out, and make it out."""
    user = person(request)
    follow_up = get_follow_up(user, pk)
    row = follow_up.object_task
    department = row.sub_task.department
    may = user.department_id == department.pk and user.may(P.FOLLOWUP_HANDLE)
    return issuing_page(
        request,
        kind=RECTIFICATION_ORDER,
        thing=row.object,
        made=issued(RECTIFICATION_ORDER, row.task, row.object, department),
        act=(lambda reason: issue_order(by=user, follow_up=follow_up, reason=reason))
        if may
        else None,
        back=reverse("follow-up", args=[follow_up.pk]),
    )
