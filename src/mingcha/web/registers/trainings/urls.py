"""Addresses of the trainings."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.trainings import plans, views

urlpatterns = [
    path("", views.session_list, name="training-sessions"),
    path("new/", views.session_new, name="training-session-new"),
    path("<int:pk>/", views.session_detail, name="training-session"),
    path("<int:pk>/withdraw/", views.session_withdraw, name="training-session-withdraw"),
    path("plan/", plans.plan_list, name="training-plan"),
    path("plan/workbook/", plans.plan_workbook, name="training-plan-workbook"),
    path("plan/new/", plans.plan_new, name="training-plan-new"),
    path("plan/<int:pk>/", plans.plan_edit, name="training-plan-edit"),
    path("plan/<int:pk>/drop/", plans.plan_drop, name="training-plan-drop"),
]
