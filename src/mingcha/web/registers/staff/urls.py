"""Addresses of the sub-registers of inspectors."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.staff import views

urlpatterns = [
    path("", views.staff_register_list, name="staff-registers"),
    path("export/", views.staff_register_export, name="staff-registers-export"),
    path("new/", views.staff_register_new, name="staff-register-new"),
    path("<int:pk>/", views.staff_register_detail, name="staff-register"),
    path("<int:pk>/edit/", views.staff_register_edit, name="staff-register-edit"),
    path("<int:pk>/retire/", views.staff_register_retire, name="staff-register-retire"),
]
