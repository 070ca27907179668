"""Addresses of kept filters."""

from __future__ import annotations

from django.urls import path

from mingcha.web.saved_views import views

urlpatterns = [
    path("<slug:page>/", views.save_view, name="view-save"),
    path("<slug:page>/<int:pk>/remove/", views.remove_view, name="view-remove"),
]
