"""Addresses of the help texts."""

from __future__ import annotations

from django.urls import path

from mingcha.web.help import views

urlpatterns = [
    path("", views.help_index, name="help"),
    path("<slug:name>/", views.help_page, name="help-page"),
]
