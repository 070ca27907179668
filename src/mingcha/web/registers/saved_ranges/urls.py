"""Addresses of the ranges kept under a name."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.saved_ranges import views

urlpatterns = [
    path("", views.saved_range_list, name="saved-ranges"),
    path("new/", views.saved_range_new, name="saved-range-new"),
    path("<int:pk>/", views.saved_range_edit, name="saved-range"),
    path("<int:pk>/delete/", views.saved_range_delete, name="saved-range-delete"),
]
