"""Addresses of the 1+X list."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.industries import views

urlpatterns = [
    path("", views.industry_list, name="industries"),
    path("new/", views.industry_form, name="industry-new"),
    path("<int:pk>/", views.industry_detail, name="industry"),
    path("<int:pk>/edit/", views.industry_form, name="industry-edit"),
    path("<int:pk>/retire/", views.industry_retire, name="industry-retire"),
]
