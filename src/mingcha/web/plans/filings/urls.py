"""Addresses of the filing of plans."""

from __future__ import annotations

from django.urls import path

from mingcha.web.plans.filings import views

urlpatterns = [
    path("", views.filing_list, name="plan-filings"),
    path("of/<int:plan>/", views.filing_new, name="plan-filing-new"),
    path("<int:pk>/", views.filing_detail, name="plan-filing"),
    path("<int:pk>/receipt/", views.receipt, name="plan-filing-receipt"),
    path("<int:pk>/<slug:verb>/", views.filing_step, name="plan-filing-step"),
]
