"""Addresses of the yearly schemes."""

from __future__ import annotations

from django.urls import path

from mingcha.web.plans.schemes import files, views

urlpatterns = [
    path("", views.scheme_list, name="annual-schemes"),
    path("new/", views.scheme_new, name="annual-scheme-new"),
    path("<int:pk>/", views.scheme_detail, name="annual-scheme"),
    path("<int:pk>/edit/", views.scheme_edit, name="annual-scheme-edit"),
    path("<int:pk>/files/", files.scheme_files, name="annual-scheme-files"),
    path("<int:pk>/files/<int:file>/", files.scheme_file, name="annual-scheme-file"),
    path(
        "<int:pk>/files/<int:file>/remove/",
        files.scheme_file_remove,
        name="annual-scheme-file-remove",
    ),
    path("<int:pk>/<slug:verb>/", views.scheme_step, name="annual-scheme-step"),
]
