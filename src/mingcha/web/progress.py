"""The progress of a job, asked for by the page that waits for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from mingcha.foundation.access import signed_in
from mingcha.foundation.models import Job, JobState


def job_shown(job: Job) -> dict[str, object]:
    """Return a job as ``components/progress.html`` takes it."""
    failed = job.state == JobState.FAILED
    return {
        "title": job.title,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "text": "" if failed else job.message,
        "error": job.message,
        "url": reverse("job-progress", args=[job.pk]),
        "result_url": job.page,
    }


@signed_in
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the job is; who started it may look. When it is over, its page is opened."""
    job = get_object_or_404(Job, pk=pk, started_by=request.user.get_username())
    response = render(request, "components/progress.html", {"job": job_shown(job)})
    if job.is_over:
        response.headers["HX-Redirect"] = job.page
    return response
