"""Addresses of the staff's pages, in the order of their work."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from mingcha.web import jobs, workbench

urlpatterns: list[URLPattern | URLResolver] = [
    path("", workbench.workbench, name="workbench"),
    path("jobs/<int:pk>/", jobs.progress, name="job-progress"),
    path("account/", include("mingcha.web.account.urls")),
    path("administration/", include("mingcha.web.administration.urls")),
    path("follow-ups/", include("mingcha.web.followup.urls")),
    path("plans/", include("mingcha.web.plans.urls")),
    path("reports/", include("mingcha.web.reports.urls")),
    path("registers/", include("mingcha.web.registers.urls")),
]
