"""Background jobs: what runs, what failed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.models import Job
from mingcha.web.administration.tabs import tabs
from mingcha.web.people import person

_PER_PAGE = 50


@permitted(P.SYSTEM_ADMIN)
@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    """List the jobs, newest first: their kind and state, not what they work on."""
    rows = Job.objects.order_by("-updated_at")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    shown = [(job, job.title.split(" ")[0]) for job in page]
    context = {"tabs": tabs(person(request), "jobs"), "page": page, "rows": shown}
    return render(request, "web/administration/jobs.html", context)
