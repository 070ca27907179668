"""Fetching what was exported in the background."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.foundation.access import signed_in
from mingcha.foundation.errors import NotFound
from mingcha.foundation.models import ExportedFile, Job
from mingcha.web.exports.answers import workbook_response
from mingcha.web.people import person
from mingcha.web.progress import job_shown


def _own(request: HttpRequest, pk: int) -> ExportedFile:
    file = ExportedFile.objects.filter(pk=pk, asked_by=person(request).username).first()
    if file is None:
        raise NotFound
    return file


@signed_in
@require_GET
def exported(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the export is, and offer the file when it is there."""
    file = _own(request, pk)
    job = Job.objects.get(key=f"export/{pk}")
    context = {"file": file, "job": None if file.content else job_shown(job)}
    return render(request, "web/exported.html", context)


@signed_in
@require_GET
def exported_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the file; only to who asked for it."""
    file = _own(request, pk)
    if not file.content:
        raise NotFound
    return workbook_response(file.name, bytes(file.content))
