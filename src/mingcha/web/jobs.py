"""The progress of a job, asked for by the page that waits for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mingcha.foundation.access import signed_in
from mingcha.foundation.models import Job


@signed_in
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the job is; who started it may look. When over, the page is loaded anew."""
    job = get_object_or_404(Job, pk=pk, started_by=request.user.get_username())
    response = render(request, "components/progress.html", {"job": job})
    if job.is_over and request.headers.get("HX-Request"):
        response.headers["HX-Redirect"] = job.page
    return response
