"""Addresses of the follow-up."""

from __future__ import annotations

from django.urls import path

from mingcha.web.followup import closing, notice, views

urlpatterns = [
    path("", views.follow_up_list, name="follow-ups"),
    path("tasks/<int:pk>/close/", closing.task_close, name="task-close"),
    path("<int:pk>/", views.follow_up_detail, name="follow-up"),
    path("<int:pk>/notice/", notice.order_notice, name="follow-up-notice"),
    path("<int:pk>/files/<int:step>/", views.follow_up_file, name="follow-up-file"),
    path("<int:pk>/<slug:verb>/", views.follow_up_step, name="follow-up-step"),
]
