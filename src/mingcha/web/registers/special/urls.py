"""Addresses of the sub-registers."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.special import views

urlpatterns = [
    path("", views.special_list, name="specials"),
    path("export/", views.special_export, name="specials-export"),
    path("new/", views.special_new, name="special-new"),
    path("<int:pk>/", views.special_detail, name="special"),
    path("<int:pk>/edit/", views.special_edit, name="special-edit"),
    path("<int:pk>/retire/", views.special_retire, name="special-retire"),
]
