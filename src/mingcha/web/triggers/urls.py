"""Addresses of the trigger rules."""

from __future__ import annotations

from django.urls import path

from mingcha.web.triggers import proposals, rules

urlpatterns = [
    path("", rules.trigger_list, name="triggers"),
    path("new/", rules.trigger_new, name="trigger-new"),
    path("<int:pk>/run/", rules.trigger_run, name="trigger-run"),
    path("<int:pk>/stop/", rules.trigger_stop, name="trigger-stop"),
    path("proposals/<int:pk>/", proposals.proposal, name="trigger-proposal"),
    path("proposals/<int:pk>/<slug:verb>/", proposals.proposal_step, name="trigger-step"),
]
