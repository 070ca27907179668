"""Addresses of the tasks, from the plan line to the frozen pool."""

from __future__ import annotations

from django.urls import path

from mingcha.web.tasks import approving, pool, views, writing

urlpatterns = [
    path("", views.task_list, name="tasks"),
    path("new/", writing.task_new, name="task-new"),
    path("new/line/<int:line>/", writing.task_from_line, name="task-from-line"),
    path("new/off-plan/", writing.task_off_plan, name="task-off-plan"),
    path("<int:pk>/", views.task_detail, name="task"),
    path("<int:pk>/scheme/", writing.task_scheme, name="task-scheme"),
    path("<int:pk>/cosign/", writing.task_cosign, name="task-cosign"),
    path("<int:pk>/caps/", approving.task_caps, name="task-caps"),
    path("<int:pk>/approval-form/", approving.approval_form, name="task-approval-form"),
    path("<int:pk>/pool/", pool.task_pool, name="task-pool"),
    path("<int:pk>/pool/preview/", pool.pool_preview, name="task-pool-preview"),
    path("<int:pk>/pool/register/", pool.pool_register, name="task-pool-register"),
    path("<int:pk>/pool/<slug:reason>/", pool.pool_rows, name="task-pool-rows"),
    path("<int:pk>/step/<slug:verb>/", views.task_step, name="task-step"),
]
