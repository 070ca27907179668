"""Pages on which a neighbour is asked for officers, and answers (邻近支援, R-060)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.tasks.actions import neighbours as acts
from mingcha.tasks.models import NeighbourHelp
from mingcha.tasks.models.neighbour_help import HelpState
from mingcha.tasks.selectors.neighbours import BEFORE_FREEZE, get_help, helps_of
from mingcha.tasks.selectors.tasks import get_task, own_part
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.tasks.forms.helps import AskHelpForm

_PER_PAGE = 25


@permitted(P.TASK_VIEW)
@require_GET
def helps(request: HttpRequest) -> HttpResponse:
    """List what the department asked for and was asked for, with what came of it."""
    user = person(request)
    found = helps_of(user).prefetch_related("part__items")
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, _steps(user, row), f"refuse-{row.pk}") for row in page]
    return render(request, "web/tasks/helps.html", {"rows": rows, "page": page, "own": user})


@permitted(P.TASK_EDIT)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a neighbour for officers."""
    user = person(request)
    task = get_task(user, pk)
    part = own_part(user, task)
    if part is None:
        raise NotFound
    form = AskHelpForm(request.POST or None, part=part)
    if request.method == "POST":
        act = partial(acts.ask_help, by=user, part=part)
        made = accepted(form, lambda: act(**form.cleaned_data))
        if made:
            messages.success(request, f"已向{made.department.name}请求支援，等待答复")
            return redirect("task-helps")
    return render(request, "web/tasks/help.html", {"form": form, "task": task})


@permitted(P.TASK_VIEW)
@require_POST
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Agree, refuse or withdraw."""
    user = person(request)
    row = get_help(user, pk)
    reason = request.POST.get("reason", "")
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "agree": (
            partial(acts.agree_help, by=user, request=row),
            "已同意支援，本部门人员可以列入匹配，任务办结时自动终止",
        ),
        "refuse": (partial(acts.refuse_help, by=user, request=row, reason=reason), "已答复"),
        "withdraw": (partial(acts.withdraw_help, by=user, request=row), "已撤回"),
    }
    if verb not in steps:
        raise NotFound
    act, done = steps[verb]
    tried(request, act, done)
    return redirect("task-helps")


def _steps(user: User, row: NeighbourHelp) -> frozenset[str]:
    """Return the buttons of a row."""
    if row.part.task.state not in BEFORE_FREEZE:
        return frozenset()
    asks = row.part.department_id == user.department_id and user.may(P.TASK_EDIT)
    answers = row.department_id == user.department_id and user.may(P.TASK_COSIGN)
    if row.state == HelpState.ASKED:
        return frozenset({"agree", "refuse"} if answers else {"withdraw"} if asks else ())
    may_end = row.state == HelpState.AGREED and (asks or answers)
    return frozenset({"withdraw"} if may_end else ())
