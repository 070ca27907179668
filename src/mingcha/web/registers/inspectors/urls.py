"""Addresses of the inspectors."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.inspectors import views

urlpatterns = [
    path("", views.inspector_list, name="inspectors"),
    path("export/", views.inspector_export, name="inspector-export"),
    path("new/", views.inspector_new, name="inspector-new"),
    path("<int:pk>/", views.inspector_detail, name="inspector"),
    path("<int:pk>/edit/", views.inspector_edit, name="inspector-edit"),
    path("<int:pk>/recusals/<int:recusal>/end/", views.recusal_end, name="inspector-recusal-end"),
]
