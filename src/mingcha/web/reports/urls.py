"""Addresses of the reports."""

from __future__ import annotations

from django.urls import path

from mingcha.web.reports import emphasis, excess, items, tasks, views

urlpatterns = [
    path("", views.report_list, name="reports"),
    path("other-platforms/", views.other_platforms, name="other-platforms"),
    path("items/", items.report_items, name="report-items"),
    path("items/export/", items.report_items_export, name="report-items-export"),
    path("items/<int:pk>/", items.report_item_gaps, name="report-item-gaps"),
    path("tasks/", tasks.report_tasks, name="report-tasks"),
    path("tasks/export/", tasks.report_tasks_export, name="report-tasks-export"),
    path("emphasis/", emphasis.report_emphasis, name="report-emphasis"),
    path("emphasis/export/", emphasis.report_emphasis_export, name="report-emphasis-export"),
    path("excess/", excess.report_excess, name="report-excess"),
    path("excess/export/", excess.report_excess_export, name="report-excess-export"),
    path("<int:pk>/", views.report_detail, name="report"),
    path("<int:pk>/workbook/", views.report_workbook, name="report-workbook"),
    path(
        "<int:pk>/figures/<slug:code>/<int:cell>/<slug:measure>/",
        views.report_cell,
        name="report-cell",
    ),
    path("<int:pk>/<slug:verb>/", views.report_step, name="report-step"),
]
