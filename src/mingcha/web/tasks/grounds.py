"""The documents on which a task rests: attached before its approval, read with it (E.2, R-053)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.attachments import attachment
from mingcha.foundation.errors import NotFound
from mingcha.tasks.actions.grounds import OPEN, add_ground, remove_ground
from mingcha.tasks.models import Task, TaskGround
from mingcha.tasks.selectors.tasks import get_task
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.tasks.forms.grounds import GroundForm

_MOST_READ = 64 << 20  # more is refused anyway, and need not be read into memory


@permitted(P.TASK_EDIT)
@require_http_methods(["GET", "POST"])
def task_grounds(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach documents to a task of the own department, and take them off."""
    user, task = person(request), _open(request, pk)
    form = GroundForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and accepted(form, lambda: _added(user, task, form)):
        messages.success(request, "已添加依据材料")
        return redirect("task-grounds", pk=pk)
    context = {"form": form, "task": task, "grounds": task.grounds.defer("content")}
    return render(request, "web/tasks/grounds.html", context)


def _added(user: User, task: Task, form: GroundForm) -> TaskGround:
    upload = form.cleaned_data["file"]
    content, name = upload.read(_MOST_READ), str(upload.name)
    return add_ground(by=user, task=task, content=content, file_name=name)


@permitted(P.TASK_EDIT)
@require_POST
def task_ground_remove(request: HttpRequest, pk: int, ground: int) -> HttpResponse:
    """Take a document off."""
    remove = partial(remove_ground, by=person(request), task=_open(request, pk), ground=ground)
    tried(request, remove, "已移去依据材料")
    return redirect("task-grounds", pk=pk)


@permitted(P.TASK_VIEW)
@require_GET
def task_ground(request: HttpRequest, pk: int, ground: int) -> HttpResponse:
    """Hand out a document to those of the departments that take part."""
    user = person(request)
    task = get_task(user, pk)
    found = task.grounds.filter(pk=ground).first()
    if found is None or not may_read_grounds(user, task):
        raise NotFound
    return attachment(bytes(found.content), found.media_type, found.file_name)


def may_read_grounds(user: User, task: Task) -> bool:
    """Tell whether somebody may know who complained: the departments of the task, and nobody else."""
    return task.sub_tasks.filter(department=user.department_id).exists()


def _open(request: HttpRequest, pk: int) -> Task:
    user = person(request)
    task = get_task(user, pk)
    if task.state not in OPEN or task.lead_department_id != user.department_id:
        raise NotFound("只有牵头部门在任务审批前可以增减依据材料")
    return task
