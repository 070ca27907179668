"""Addresses of the sampling rules."""

from __future__ import annotations

from django.urls import path

from mingcha.web.plans.rules import views

urlpatterns = [
    path("", views.rules_list, name="sampling-rules"),
    path("new/", views.rules_new, name="sampling-rules-new"),
    path("<int:pk>/", views.rules_detail, name="sampling-rules-version"),
    path("<int:pk>/edit/", views.rules_edit, name="sampling-rules-edit"),
    path("<int:pk>/<slug:verb>/", views.rules_step, name="sampling-rules-step"),
]
