"""Addresses of the coverage."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.coverage import views

urlpatterns = [
    path("", views.coverage_page, name="coverage"),
    path("export/", views.coverage_export, name="coverage-export"),
    path("headcount/", views.headcount, name="coverage-headcount"),
    path("gaps/<int:pk>/", views.gaps, name="coverage-gaps"),
    path("gaps/<int:pk>/export/", views.gaps_export, name="coverage-gaps-export"),
]
