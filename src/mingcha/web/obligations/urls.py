"""Addresses of obligations and occurrences."""

from __future__ import annotations

from django.urls import path

from mingcha.web.obligations import occurrences, punctuality, views

urlpatterns = [
    path("obligations/", views.obligation_list, name="obligations"),
    path("obligations/new/", views.obligation_new, name="obligation-new"),
    path("obligations/adopt/", views.obligation_adopt, name="obligation-adopt"),
    path("obligations/<int:pk>/end/", views.obligation_end, name="obligation-end"),
    path("schemes/<int:scheme>/break-down/", views.scheme_break_down, name="scheme-break-down"),
    path("due/", occurrences.occurrence_list, name="occurrences"),
    path("due/<int:pk>/", occurrences.occurrence_detail, name="occurrence"),
    path("due/<int:pk>/files/<int:file>/", occurrences.occurrence_file, name="occurrence-file"),
    path("due/<int:pk>/<slug:verb>/", occurrences.occurrence_step, name="occurrence-step"),
    path("punctuality/export/", punctuality.punctuality_export, name="punctuality-export"),
]
