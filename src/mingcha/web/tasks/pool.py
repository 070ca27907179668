"""The pool's pages: what it would be, freezing it, and what was frozen."""

from __future__ import annotations

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods
from django_tables2 import RequestConfig

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.foundation.models import Job
from mingcha.registers.selectors.range_words import describe_filter
from mingcha.tasks.actions.locking import lock_pool, pool_job_key
from mingcha.tasks.models import Draw, PoolStratum, Task
from mingcha.tasks.models.pool_entry import Exclusion
from mingcha.tasks.policies import sees_strata
from mingcha.tasks.selectors.frozen_rows import frozen_page, place_of
from mingcha.tasks.selectors.pools import figures_today, frozen_entries, suspected_pairs
from mingcha.tasks.selectors.strata import stratum_titles
from mingcha.tasks.selectors.tasks import get_task
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.progress import job_shown
from mingcha.web.tasks.forms.locking import LockForm
from mingcha.web.tasks.objections import objections_shown
from mingcha.web.tasks.tables import PoolTable
from mingcha.web.tasks.views import pool_shown

_LISTS = {"excluded": "全部排除", **dict(Exclusion.choices)}

_MOST_DIGITS = 12


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
                training=form.cleaned_data.get("training"),
            ),
        )
        if started:
            return redirect("task-pool", pk=pk)
    job = Job.objects.filter(key=pool_job_key(task)).first()
    shows_job = job is not None and task.state == "approved" and job.state != "done"
    context = {
        "task": task,
        "may_compare": user.department_id == task.lead_department_id,
        "range": describe_filter(task.object_filter),
        "form": form if may_lock else None,
        "job": job_shown(job) if job and shows_job else None,
        **objections_shown(user, task),
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
        "suspected": suspected_pairs(task),
        "sees_strata": sees_strata(user, task),
    }
    return render(request, "web/tasks/_preview.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def pool_rows(request: HttpRequest, pk: int, reason: str) -> HttpResponse:
    """List what is left out of the frozen pool, for any reason or for one."""
    user = person(request)
    task = get_task(user, pk)
    if reason not in _LISTS:
        raise NotFound
    rows = frozen_entries(task, "" if reason == "excluded" else reason)
    titles = _titles_shown(user, task)
    hidden = () if titles else ("stratum",)
    table = PoolTable(rows, titles=titles, exclude=hidden, order_by=())
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    context = {"task": task, "table": table, "count": rows.count(), "title": _LISTS[reason]}
    return render(request, "web/tasks/pool_rows.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def pool_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the frozen register of the lead's frame, from its beginning or from a code on."""
    user = person(request)
    task = get_task(user, pk)
    part = task.sub_tasks.select_related("department").get(is_lead=True)
    draw = Draw.objects.filter(task=task).first()
    if draw is None:
        raise NotFound
    code = request.GET.get("code", "").strip().upper()
    place = place_of(draw, part, code) if code else _place(request.GET.get("place", ""))
    context = {
        "task": task,
        "page": frozen_page(draw, part, place),
        "code": code,
        "count": PoolStratum.objects.filter(sub_task=part).aggregate(Sum("rows"))["rows__sum"],
        "titles": _titles_shown(user, task),
    }
    return render(request, "web/tasks/pool_register.html", context)


def _titles_shown(user: User, task: Task) -> dict[str, str]:
    """Return the titles of the strata, none where there are none to be seen."""
    return stratum_titles(task) if task.is_stratified and sees_strata(user, task) else {}


def _place(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < _MOST_DIGITS else 0
