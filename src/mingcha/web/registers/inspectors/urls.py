"""Addresses of the inspectors."""

from __future__ import annotations

from django.urls import path

from mingcha.web.notices.recusal_requests import recusal_request_step
from mingcha.web.registers.inspectors import bulk, papers, recusals, views, workload

_CERTIFICATE, _ABSENCE = "<int:pk>/certificates/", "<int:pk>/absences/"

urlpatterns = [
    path("", views.inspector_list, name="inspectors"),
    path("export/", views.inspector_export, name="inspector-export"),
    path("bulk/", bulk.inspector_bulk, name="inspector-bulk"),
    path("new/", views.inspector_new, name="inspector-new"),
    path("<int:pk>/", views.inspector_detail, name="inspector"),
    path("<int:pk>/edit/", views.inspector_edit, name="inspector-edit"),
    path(f"{_CERTIFICATE}new/", papers.certificate_new, name="inspector-certificate-new"),
    path(
        f"{_CERTIFICATE}<int:certificate>/", papers.certificate_edit, name="inspector-certificate"
    ),
    path(
        f"{_CERTIFICATE}<int:certificate>/end/",
        papers.certificate_end,
        name="inspector-certificate-end",
    ),
    path(f"{_ABSENCE}new/", papers.absence_new, name="inspector-absence-new"),
    path(f"{_ABSENCE}<int:absence>/", papers.absence_edit, name="inspector-absence"),
    path(
        f"{_ABSENCE}<int:absence>/withdraw/",
        papers.absence_withdraw,
        name="inspector-absence-withdraw",
    ),
    path("workload/", workload.workload, name="inspector-workload"),
    path("<int:pk>/trainings/new/", workload.training_new, name="inspector-training-new"),
    path(
        "<int:pk>/trainings/<int:training>/withdraw/",
        workload.training_withdraw,
        name="inspector-training-withdraw",
    ),
    path("recusals/", recusals.recusal_list, name="inspector-recusals"),
    path(
        "recusals/requests/<int:pk>/<str:verb>/",
        recusal_request_step,
        name="inspector-recusal-request-step",
    ),
    path("recusals/<int:pk>/<str:verb>/", recusals.recusal_step, name="inspector-recusal-step"),
    path(
        "<int:pk>/recusals/<int:recusal>/end/", recusals.recusal_end, name="inspector-recusal-end"
    ),
]
