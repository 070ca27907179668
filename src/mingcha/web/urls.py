"""Addresses of the staff's pages, in the order of their work."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from mingcha.web import inbox, progress, workbench, year

urlpatterns: list[URLPattern | URLResolver] = [
    path("", workbench.workbench, name="workbench"),
    path("messages/", inbox.message_list, name="messages"),
    path("messages/read/", inbox.messages_read, name="messages-read"),
    path("year/", year.year, name="year"),
    path("year/", include("mingcha.web.obligations.urls")),
    path("jobs/<int:pk>/", progress.progress, name="job-progress"),
    path("help/", include("mingcha.web.help.urls")),
    path("exports/", include("mingcha.web.exports.urls")),
    path("views/", include("mingcha.web.saved_views.urls")),
    path("account/", include("mingcha.web.account.urls")),
    path("publication/", include("mingcha.web.publication.urls")),
    path("administration/", include("mingcha.web.administration.urls")),
    path("follow-ups/", include("mingcha.web.followup.urls")),
    path("notices/", include("mingcha.web.notices.urls")),
    path("plans/", include("mingcha.web.plans.urls")),
    path("reports/", include("mingcha.web.reports.urls")),
    path("draws/", include("mingcha.web.ceremony.urls")),
    path("registers/", include("mingcha.web.registers.urls")),
    path("tasks/triggers/", include("mingcha.web.triggers.urls")),
    path("tasks/", include("mingcha.web.tasks.urls")),
    path("reviews/", include("mingcha.web.reviews.urls")),
    path("visits/", include("mingcha.web.visits.urls")),
]
