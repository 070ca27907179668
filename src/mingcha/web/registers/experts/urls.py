"""Addresses of experts and professional bodies."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.experts import views

urlpatterns = [
    path("", views.expert_list, name="experts"),
    path("export/", views.expert_export, name="experts-export"),
    path("bodies/", views.body_list, name="bodies"),
    path("bodies/export/", views.body_export, name="bodies-export"),
    path("<str:kind>/new/", views.expert_new, name="expert-new"),
    path("<str:kind>/<int:pk>/", views.expert_detail, name="expert"),
    path("<str:kind>/<int:pk>/edit/", views.expert_edit, name="expert-edit"),
    path(
        "<str:kind>/<int:pk>/interests/<int:interest>/end/",
        views.interest_end,
        name="expert-interest-end",
    ),
]
