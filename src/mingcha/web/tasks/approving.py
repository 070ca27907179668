"""What the head reads before approving a task: the caps it meets, and the approval form (E-5, E-10)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.selectors.names import names_of
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.registers.selectors.range_words import describe_filter
from mingcha.tasks.cap_findings import caps_met
from mingcha.tasks.guards import lacks_ground
from mingcha.tasks.selectors.tasks import get_task
from mingcha.web.people import person

_UNDECIDED = ("draft", "scheme_pending", "approved")


@permitted(P.TASK_VIEW)
@require_GET
def task_caps(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which caps the pool meets today; the page of a task asks for this by itself."""
    task = get_task(person(request), pk)
    context = {
        "caps": caps_met(task, clock.today()),
        "task": task,
        "lacks_ground": lacks_ground(task),
    }
    return render(request, "web/tasks/_caps.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def approval_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the approval form of a task, to be printed: what is checked, on what ground, who decided."""
    task = get_task(person(request), pk)
    parts = list(
        task.sub_tasks.filter(share_of=None).select_related("department").prefetch_related("items")
    )
    names = names_of([task.drafted_by, *(part.cosigned_by for part in parts if part.cosigned_by)])
    context = {
        "task": task,
        "range": describe_filter(task.object_filter),
        "scheme": getattr(task, "scheme", None),
        "parts": [(part, names.get(part.cosigned_by, "")) for part in parts],
        "grounds": task.grounds.defer("content"),
        "drafter": names[task.drafted_by],
        "caps": caps_met(task, clock.today()) if task.state in _UNDECIDED else None,
        "approvals": task.approvals.filter(step__in=("approve", "return_scheme")),
    }
    return render(request, "web/tasks/approval_form.html", context)
