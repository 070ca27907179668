"""Pages of the exceptions to the joint share: the list, asking, and deciding (R-116)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.tasks.actions import joint_exceptions as actions
from mingcha.tasks.models.joint_exception import LIVE, ExceptionState
from mingcha.tasks.selectors.joint_exceptions import get_exception, visible_exceptions
from mingcha.tasks.selectors.tasks import get_task
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.tasks.forms.exceptions import JointExceptionForm


@permitted(P.TASK_VIEW)
@require_GET
def exception_list(request: HttpRequest) -> HttpResponse:
    """List the exceptions within the scope, newest first, with what the reader may do."""
    user = person(request)
    rows = [
        {
            "row": row,
            "dialog": f"refuse-{row.pk}",
            "may_decide": row.state == ExceptionState.ASKED
            and user.may(P.TARGET_EDIT)
            and row.asked_by != user.username,
            "may_withdraw": row.state in LIVE
            and user.may(P.TASK_EDIT)
            and row.task.lead_department_id == user.department_id,
        }
        for row in visible_exceptions(user)
    ]
    return render(request, "web/tasks/exceptions.html", {"rows": rows})


@permitted(P.TASK_EDIT)
@require_http_methods(["GET", "POST"])
def exception_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that a task is excepted."""
    user = person(request)
    task = get_task(user, pk)
    if task.lead_department_id != user.department_id:
        raise NotFound
    form = JointExceptionForm(request.POST or None)
    if request.method == "POST":
        ask = actions.ask_joint_exception
        if accepted(form, lambda: ask(by=user, task=task, **form.cleaned_data)):
            messages.success(request, "已提交双随办审批；批准以前照常计入联合抽查占比")
            return redirect("joint-exceptions")
    return render(request, "web/tasks/exception.html", {"form": form, "task": task})


@permitted(P.TASK_EDIT, P.TARGET_EDIT)
@require_POST
def exception_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approve, refuse or withdraw a request."""
    user, reason = person(request), request.POST.get("reason", "")
    row = get_exception(user, pk)
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "approve": (
            partial(actions.approve_joint_exception, by=user, exception=row, note=reason),
            "已批准，不再计入联合抽查占比",
        ),
        "refuse": (
            partial(actions.refuse_joint_exception, by=user, exception=row, reason=reason),
            "已答复不予批准",
        ),
        "withdraw": (
            partial(actions.withdraw_joint_exception, by=user, exception=row),
            "已撤回，任务照常计入",
        ),
    }
    if verb not in steps:
        raise NotFound
    tried(request, *steps[verb])
    return redirect("joint-exceptions")
