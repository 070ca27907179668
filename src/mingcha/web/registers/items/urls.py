"""Addresses of the inspection items."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.items import bulk, claims, comparing, guides, views

urlpatterns = [
    path("", views.item_list, name="items"),
    path("export/", views.item_export, name="item-export"),
    path("bulk/<slug:verb>/", bulk.item_bulk, name="item-bulk"),
    path("new/", views.item_new, name="item-new"),
    path("claims/", claims.item_claims, name="item-claims"),
    path("claims/<int:pk>/not-own/", claims.item_mandate, name="item-mandate"),
    path("claims/<int:pk>/own/", claims.item_mandate_end, name="item-mandate-end"),
    path("<int:pk>/", views.item_detail, name="item"),
    path("<int:pk>/edit/", views.item_edit, name="item-edit"),
    path(
        "<int:pk>/parent-change/<slug:verb>/",
        views.item_parent_change,
        name="item-parent-change",
    ),
    path("guides/<int:pk>/", guides.guide_file, name="guide"),
    path("<int:pk>/guides/", guides.item_guides, name="item-guides"),
    path("<int:pk>/guides/<int:guide>/remove/", guides.item_guide_remove, name="item-guide-remove"),
    path("<int:pk>/compare/", comparing.item_compare, name="item-compare"),
    path("<int:pk>/schedule/", views.item_schedule, name="item-schedule"),
    path("<int:pk>/<slug:verb>/", views.item_step, name="item-step"),
]
