"""Addresses of the tag library."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.tags import views

urlpatterns = [
    path("", views.tag_list, name="tags"),
    path("<int:pk>/retire/", views.tag_retire, name="tag-retire"),
]
