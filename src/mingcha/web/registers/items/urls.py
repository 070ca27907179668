"""Addresses of the inspection items."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.items import views

urlpatterns = [
    path("", views.item_list, name="items"),
    path("new/", views.item_new, name="item-new"),
    path("<int:pk>/", views.item_detail, name="item"),
    path("<int:pk>/edit/", views.item_edit, name="item-edit"),
    path("<int:pk>/<slug:verb>/", views.item_step, name="item-step"),
]
