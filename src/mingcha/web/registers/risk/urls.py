"""Addresses of the risk schemes."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.risk import views

urlpatterns = [
    path("", views.risk_list, name="risk-schemes"),
    path("new/", views.risk_new, name="risk-scheme-new"),
    path("<slug:code>/", views.risk_detail, name="risk-scheme"),
    path("<slug:code>/edit/", views.risk_edit, name="risk-scheme-edit"),
    path("<slug:code>/combine/", views.risk_combine, name="risk-scheme-combine"),
    path("<slug:code>/retire/", views.risk_retire, name="risk-scheme-retire"),
]
