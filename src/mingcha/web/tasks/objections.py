"""Objections to a frozen pool: taken down by the lead, decided by the head."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.tasks.actions import objections as actions
from mingcha.tasks.models import Objection, Task
from mingcha.tasks.models.objection import ObjectionState
from mingcha.tasks.selectors.tasks import get_task
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.tasks.forms.objections import ObjectionForm


@permitted(P.TASK_EDIT)
@require_http_methods(["GET", "POST"])
def objection_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an objection down."""
    user = person(request)
    task = get_task(user, pk)
    if not may_record(user, task):
        raise NotFound("名录冻结以后、抽取开始以前，由牵头部门登记异议")
    form = ObjectionForm(request.POST or None, initial={"raised_on": clock.today()})
    take_down = actions.record_objection
    if request.method == "POST" and accepted(
        form, lambda: take_down(by=user, task=task, **form.cleaned_data)
    ):
        messages.success(request, "已登记异议，部门负责人处理以前不能开始抽取")
        return redirect("task-pool", pk=pk)
    return render(request, "web/tasks/objection.html", {"form": form, "task": task})


@permitted(P.TASK_APPROVE)
@require_POST
def objection_step(request: HttpRequest, pk: int, objection: int, verb: str) -> HttpResponse:
    """Decide an objection."""
    user, reason = person(request), request.POST.get("reason", "")
    task = get_task(user, pk)
    row = Objection.objects.filter(pk=objection, draw__task=task).first()
    steps: dict[str, tuple[Callable[..., object], str]] = {
        "dismiss": (actions.dismiss_objection, "已处理：异议不成立"),
        "uphold": (actions.uphold_objection, "已处理：异议成立，请在任务页重新组建名录"),
    }
    if row is None or verb not in steps:
        raise NotFound
    decide, told = steps[verb]
    tried(request, partial(decide, by=user, objection=row, decision=reason), told)
    return redirect("task-pool", pk=pk)


def objections_shown(user: User, task: Task) -> dict[str, object]:
    """Return what the pool's page says of objections: only to the department that leads."""
    draw = getattr(task, "draw", None)
    if draw is None or user.department_id != task.lead_department_id:
        return {"objections": [], "may_object": False}
    rows = [
        {
            "row": row,
            "dismissing": f"dismiss-{row.pk}",
            "upholding": f"uphold-{row.pk}",
            "may_decide": row.state == ObjectionState.OPEN
            and draw.state == "frozen"
            and user.may(P.TASK_APPROVE)
            and row.recorded_by != user.username,
        }
        for row in draw.objections.all()
    ]
    return {"objections": rows, "may_object": may_record(user, task)}


def may_record(user: User, task: Task) -> bool:
    """Tell whether somebody may take objections down now."""
    draw = getattr(task, "draw", None)
    is_frozen = draw is not None and draw.state == "frozen"
    return is_frozen and user.may(P.TASK_EDIT) and user.department_id == task.lead_department_id
