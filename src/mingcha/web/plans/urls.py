"""Addresses of the yearly plans."""

from __future__ import annotations

from django.urls import include, path

from mingcha.web.plans import caps, class_tables, desk, views, years

urlpatterns = [
    path("", views.plan_list, name="plans"),
    path("schemes/", include("mingcha.web.plans.schemes.urls")),
    path("rules/", include("mingcha.web.plans.rules.urls")),
    path("filings/", include("mingcha.web.plans.filings.urls")),
    path("new/", views.plan_new, name="plan-new"),
    path("<int:pk>/", views.plan_detail, name="plan"),
    path("<int:pk>/versions/<int:number>/", views.plan_detail, name="plan-version"),
    path("<int:pk>/lines/new/", views.line_form, name="plan-line-new"),
    path("<int:pk>/lines/<int:line_no>/", views.line_form, name="plan-line"),
    path("<int:pk>/lines/<int:line_no>/remove/", views.line_remove, name="plan-line-remove"),
    path("caps/", caps.caps, name="caps"),
    path("caps/new/", caps.cap_new, name="cap-new"),
    path("caps/<int:pk>/end/", caps.cap_end, name="cap-end"),
    path("class-tables/", class_tables.tables, name="class-tables"),
    path("class-tables/new/", class_tables.table_new, name="class-table-new"),
    path("class-tables/<int:pk>/end/", class_tables.table_end, name="class-table-end"),
    path("merges/<int:year>/", desk.merges, name="plan-merges"),
    path("merges/<int:pk>/<slug:verb>/", desk.merge_step, name="plan-merge-step"),
    path("<int:pk>/desk/", desk.desk, name="plan-desk"),
    path("<int:pk>/desk/years/", years.plan_years, name="plan-years"),
    path("<int:pk>/desk/years/export/", years.plan_years_export, name="plan-years-export"),
    path("<int:pk>/desk/<int:line_no>/<int:other>/", desk.overlap, name="plan-overlap"),
    path("<int:pk>/<slug:verb>/", views.plan_step, name="plan-step"),
]
