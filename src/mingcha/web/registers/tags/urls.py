"""Addresses of the tag library."""

from __future__ import annotations

from django.urls import path

from mingcha.web.registers.tags import rules, views

urlpatterns = [
    path("", views.tag_list, name="tags"),
    path("rules/", rules.rule_list, name="tag-rules"),
    path("rules/new/", rules.rule_new, name="tag-rule-new"),
    path("rules/<int:pk>/edit/", rules.rule_edit, name="tag-rule-edit"),
    path("rules/<int:pk>/run/", rules.rule_run, name="tag-rule-run"),
    path("rules/<int:pk>/stop/", rules.rule_stop, name="tag-rule-stop"),
    path("runs/<int:pk>/undo/", rules.run_undo, name="tag-run-undo"),
    path("<int:pk>/retire/", views.tag_retire, name="tag-retire"),
]
