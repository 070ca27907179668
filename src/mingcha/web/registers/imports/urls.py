"""Addresses of the imports."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.imports import views

urlpatterns = [
    path("", views.import_list, name="imports"),
    path("blank/<slug:kind>/", views.import_blank, name="import-blank"),
    path("<int:pk>/", views.import_detail, name="import"),
    path("<int:pk>/annotated/", views.import_annotated, name="import-annotated"),
    path("<int:pk>/<slug:verb>/", views.import_step, name="import-step"),
]
