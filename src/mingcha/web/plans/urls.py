"""Addresses of the yearly plans."""

from __future__ import annotations

from django.urls import include, path

from mingcha.web.plans import views

urlpatterns = [
    path("", views.plan_list, name="plans"),
    path("schemes/", include("mingcha.web.plans.schemes.urls")),
    path("new/", views.plan_new, name="plan-new"),
    path("<int:pk>/", views.plan_detail, name="plan"),
    path("<int:pk>/versions/<int:number>/", views.plan_detail, name="plan-version"),
    path("<int:pk>/lines/new/", views.line_form, name="plan-line-new"),
    path("<int:pk>/lines/<int:line_no>/", views.line_form, name="plan-line"),
    path("<int:pk>/lines/<int:line_no>/remove/", views.line_remove, name="plan-line-remove"),
    path("<int:pk>/<slug:verb>/", views.plan_step, name="plan-step"),
]
