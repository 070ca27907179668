"""The list of tasks, a task, and the steps that are one button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_tables2 import RequestConfig

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.task import TASK
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.selectors.range_words import describe_filter
from mingcha.tasks.actions import deciding, pools, schemes
from mingcha.tasks.actions.grounds import OPEN
from mingcha.tasks.models import Task
from mingcha.tasks.policies import sees_strata
from mingcha.tasks.selectors.joint_exceptions import may_be_excepted
from mingcha.tasks.selectors.neighbours import may_ask
from mingcha.tasks.selectors.pools import (
    frozen_figures,
    pool_facts,
    register_roots,
    seats,
)
from mingcha.tasks.selectors.shares import share_standings
from mingcha.tasks.selectors.tasks import get_task, overlapping_tasks, own_part, visible_tasks
from mingcha.tasks.selectors.untrained import untrained
from mingcha.web.answers import tried
from mingcha.web.exports.answers import sheet_response
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person
from mingcha.web.tasks.grounds import may_read_grounds
from mingcha.web.tasks.next_steps import next_step
from mingcha.web.tasks.steps import steps_of
from mingcha.web.tasks.tables import TaskFilter, TaskTable


@permitted(P.TASK_VIEW)
@require_GET
def task_list(request: HttpRequest) -> HttpResponseBase:
    """List the tasks within the scope, or export them as they are filtered."""
    found = TaskFilter(request.GET, visible_tasks(person(request)))
    rows = found.qs.order_by("-number")
    table = TaskTable(rows)
    if "export" in request.GET:
        titles, *values = table.as_values()
        return sheet_response(Sheet("抽查任务", [(title, 20) for title in titles], values))
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    query = request.GET.copy()
    query["export"] = "xlsx"
    context = {
        "filter": found,
        "table": table,
        "count": rows.count(),
        "export_url": f"?{query.urlencode()}",
        "may_begin": person(request).may(P.TASK_EDIT),
    }
    return render(request, "web/tasks/list.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def task_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a task: where it stands, what comes next, its scheme, parts and pool."""
    user = person(request)
    task = get_task(user, pk)
    signer = User.objects.filter(username=OuterRef("cosigned_by")).values("name")
    parts = list(
        task.sub_tasks.filter(share_of=None)
        .select_related("department")
        .prefetch_related("items", "expertise", "units", "helps__department")
        .annotate(signer=Subquery(signer))
    )
    own = own_part(user, task)
    offers = {offer.action for offer in TASK.actions(task.state, user.permissions)}
    if user.department_id != task.lead_department_id:
        offers = set()
    context = {
        "task": task,
        "state": TASK.states[task.state],
        "steps": steps_of(task),
        "next": next_step(task, user, own),
        "may_ask_help": own is not None and user.may(P.TASK_EDIT) and may_ask(own),
        "parts": parts,
        "shares": share_standings(task),
        "own": user.department_id,
        "item_count": sum(part.items.count() for part in parts),
        "signed": sum(part.state != "invited" for part in parts),
        "range": describe_filter(task.object_filter),
        "scheme": getattr(task, "scheme", None),
        "approvals": task.approvals.all(),
        "grounds": task.grounds.defer("content") if may_read_grounds(user, task) else [],
        "may_attach": user.may(P.TASK_EDIT)
        and task.state in OPEN
        and user.department_id == task.lead_department_id,
        "overlaps": overlapping_tasks(task) if task.state == "scheme_pending" else [],
        "offers": offers,
        "may_except": user.may(P.TASK_EDIT) and may_be_excepted(task, user.department_id),
        **pool_shown(task, user),
    }
    return render(request, "web/tasks/detail.html", context)


def pool_shown(task: Task, user: User) -> dict[str, object]:
    """Return what the page says of the frozen pool, classes only to those who may see them."""
    draw = getattr(task, "draw", None)
    if draw is None:
        return {"draw": None}
    parts = task.sub_tasks.filter(share_of=None).select_related("department", "staff_register")
    return {
        "draw": draw,
        "figures": frozen_figures(task),
        "facts": pool_facts(draw),
        "untrained": untrained(draw, user),
        "roots": register_roots(draw),
        "parties": draw.parties.select_related(
            "user__department", "unit__department", "invitation"
        ),
        "seats": seats(parts),
        "sees_strata": sees_strata(user, task),
    }


@permitted(P.TASK_EDIT, P.TASK_APPROVE, P.TASK_VOID)
@require_POST
def task_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the state table that asks for no more than a reason."""
    user = person(request)
    task = get_task(user, pk)
    reason = request.POST.get("reason", "")
    steps: dict[str, Callable[[], object]] = {
        "submit_scheme": partial(schemes.submit_scheme, by=user, task=task),
        "recall_scheme": partial(schemes.recall_scheme, by=user, task=task),
        "return_scheme": partial(deciding.return_scheme, by=user, task=task, reason=reason),
        "approve": partial(deciding.approve_task, by=user, task=task, note=reason),
        "reopen_pool": partial(pools.reopen_pool, by=user, task=task, reason=reason),
        "void": partial(deciding.void_task, by=user, task=task, reason=reason),
    }
    if verb not in steps:
        raise NotFound
    tried(request, steps[verb], f"已{TASK.verbs[verb]}")
    return redirect("task", pk=pk)
