"""Addresses of the formed teams."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.formed import views

urlpatterns = [
    path("", views.team_list, name="inspector-teams"),
    path("export/", views.team_export, name="inspector-teams-export"),
    path("new/", views.team_new, name="inspector-team-new"),
    path("<int:pk>/", views.team_detail, name="inspector-team"),
    path("<int:pk>/edit/", views.team_edit, name="inspector-team-edit"),
    path("<int:pk>/dissolve/", views.team_dissolve, name="inspector-team-dissolve"),
]
