"""Addresses of a party that comes by a link; they are open, and the link is the key."""

from __future__ import annotations

from django.urls import path

from mingcha.web.ceremony import guests

urlpatterns = [
    path("<str:token>/", guests.party, name="party"),
    path("<str:token>/commit/", guests.commit, name="party-commit"),
    path("<str:token>/reveal/", guests.reveal, name="party-reveal"),
]
