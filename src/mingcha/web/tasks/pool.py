"""The pool's pages: what it would be, freezing it, and what was frozen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods
from django_tables2 import RequestConfig

from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.foundation.models import Job
from mingcha.registers.selectors.object_filter import describe_filter
from mingcha.tasks.actions.locking import lock_pool, pool_job_key
from mingcha.tasks.models.pool_entry import Exclusion
from mingcha.tasks.selectors.pools import figures_today, frozen_entries
from mingcha.tasks.selectors.tasks import get_task
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.progress import job_shown
from mingcha.web.tasks.forms.locking import LockForm
from mingcha.web.tasks.tables import PoolTable
from mingcha.web.tasks.views import pool_shown

_LISTS = {"all": "全部", "excluded": "全部排除", **dict(Exclusion.choices)}


@permitted(P.TASK_VIEW)
@require_http_methods(["GET", "POST"])
def task_pool(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the pool; before it is frozen, with the form by which it is."""
    user = person(request)
    task = get_task(user, pk)
    may_lock = (
        task.state == "approved"
        and user.may(P.POOL_LOCK)
        and user.department_id == task.lead_department_id
    )
    form = LockForm(request.POST or None, task=task, user=user)
    if request.method == "POST":
        started = accepted(
            form,
            lambda: lock_pool(
                by=user,
                task=task,
                ceremony=form.ceremony,
                training_held=form.is_trained,
            ),
        )
        if started:
            return redirect("task-pool", pk=pk)
    job = Job.objects.filter(key=pool_job_key(task)).first()
    shows_job = job is not None and task.state == "approved" and job.state != "done"
    context = {
        "task": task,
        "range": describe_filter(task.object_filter),
        "form": form if may_lock else None,
        "job": job_shown(job) if job and shows_job else None,
        **pool_shown(task, user),
    }
    return render(request, "web/tasks/pool.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def pool_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the pool as it would be if it were frozen now; the page asks for this by itself."""
    user = person(request)
    task = get_task(user, pk)
    context = {
        "task": task,
        "figures": figures_today(task),
        "sees_classes": sees_classes(user) or not task.uses_class,
    }
    return render(request, "web/tasks/_preview.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def pool_rows(request: HttpRequest, pk: int, reason: str) -> HttpResponse:
    """List the frozen rows: all, all that are excluded, or those of one reason."""
    user = person(request)
    task = get_task(user, pk)
    if reason not in _LISTS:
        raise NotFound
    rows = frozen_entries(task, "" if reason == "all" else reason)
    hidden = () if sees_classes(user) or not task.uses_class else ("stratum",)
    table = PoolTable(rows, exclude=hidden, order_by=())
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    context = {"task": task, "table": table, "count": rows.count(), "title": _LISTS[reason]}
    return render(request, "web/tasks/pool_rows.html", context)
