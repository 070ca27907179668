"""The notice of the result (检查结果告知书), on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.core.notices.kinds import RESULT_NOTICE
from mingcha.foundation.access import permitted
from mingcha.inspections.selectors.reviews import get_visible
from mingcha.notices.actions.issuing import issue_result
from mingcha.notices.selectors.issued import issued
from mingcha.web.notices.issued import issuing_page
from mingcha.web.people import person


@permitted(P.TASK_VIEW)
@require_http_methods(["GET", "POST"])
def result_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every time it was made out, and make it out."""
    user = person(request)
    row = get_visible(user, pk)
    department = row.sub_task.department
    may = user.department_id == department.pk and user.may(P.RESULT_PUBLISH)
    return issuing_page(
        request,
        kind=RESULT_NOTICE,
        thing=row.object,
        made=issued(RESULT_NOTICE, row.task, row.object, department),
        act=(lambda reason: issue_result(by=user, row=row, reason=reason)) if may else None,
        back=reverse("review", args=[row.pk]),
    )
