"""Addresses of exported files."""

from __future__ import annotations

from django.urls import path

from mingcha.web.exports import views

urlpatterns = [
    path("<int:pk>/", views.exported, name="exported"),
    path("<int:pk>/file/", views.exported_file, name="exported-file"),
]
