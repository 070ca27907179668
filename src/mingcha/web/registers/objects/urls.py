"""Addresses of the inspection objects."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.objects import flags, views

urlpatterns = [
    path("", views.object_list, name="objects"),
    path("export/", views.object_export, name="object-export"),
    path("new/", views.object_new, name="object-new"),
    path("tagging/", views.object_tagging, name="object-tagging"),
    path("<int:pk>/", views.object_detail, name="object"),
    path("<int:pk>/edit/", views.object_edit, name="object-edit"),
    path("<int:pk>/class/", views.object_class, name="object-class"),
    path("<int:pk>/flags/new/", flags.flag_new, name="object-flag-new"),
    path("<int:pk>/flags/<int:flag>/end/", flags.flag_end, name="object-flag-end"),
    path("<int:pk>/remove/", views.object_remove, name="object-remove"),
]
