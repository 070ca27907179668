"""Addresses of the tasks, from the plan line to the frozen pool."""

from __future__ import annotations

from django.urls import path

from mingcha.web.tasks import (
    approving,
    exceptions,
    grounds,
    helps,
    objections,
    pool,
    pool_comparison,
    views,
    writing,
)

urlpatterns = [
    path("", views.task_list, name="tasks"),
    path("new/", writing.task_new, name="task-new"),
    path("new/line/<int:line>/", writing.task_from_line, name="task-from-line"),
    path("new/off-plan/", writing.task_off_plan, name="task-off-plan"),
    path("exceptions/", exceptions.exception_list, name="joint-exceptions"),
    path(
        "exceptions/<int:pk>/<slug:verb>/",
        exceptions.exception_step,
        name="joint-exception-step",
    ),
    path("<int:pk>/exception/", exceptions.exception_new, name="joint-exception-new"),
    path("helps/", helps.helps, name="task-helps"),
    path("helps/<int:pk>/<slug:verb>/", helps.step, name="task-help-step"),
    path("<int:pk>/help/", helps.ask, name="task-help"),
    path("<int:pk>/", views.task_detail, name="task"),
    path("<int:pk>/scheme/", writing.task_scheme, name="task-scheme"),
    path("<int:pk>/cosign/", writing.task_cosign, name="task-cosign"),
    path("<int:pk>/caps/", approving.task_caps, name="task-caps"),
    path("<int:pk>/grounds/", grounds.task_grounds, name="task-grounds"),
    path("<int:pk>/grounds/<int:ground>/", grounds.task_ground, name="task-ground"),
    path(
        "<int:pk>/grounds/<int:ground>/remove/",
        grounds.task_ground_remove,
        name="task-ground-remove",
    ),
    path("<int:pk>/approval-form/", approving.approval_form, name="task-approval-form"),
    path("<int:pk>/pool/", pool.task_pool, name="task-pool"),
    path("<int:pk>/pool/preview/", pool.pool_preview, name="task-pool-preview"),
    path("<int:pk>/pool/register/", pool.pool_register, name="task-pool-register"),
    path("<int:pk>/objections/new/", objections.objection_new, name="task-objection-new"),
    path(
        "<int:pk>/objections/<int:objection>/<slug:verb>/",
        objections.objection_step,
        name="task-objection-step",
    ),
    path(
        "<int:pk>/pool/comparison/",
        pool_comparison.task_pool_comparison,
        name="task-pool-comparison",
    ),
    path(
        "<int:pk>/pool/comparison/export/",
        pool_comparison.task_pool_comparison_export,
        name="task-pool-comparison-export",
    ),
    path("<int:pk>/pool/<slug:reason>/", pool.pool_rows, name="task-pool-rows"),
    path("<int:pk>/step/<slug:verb>/", views.task_step, name="task-step"),
]
