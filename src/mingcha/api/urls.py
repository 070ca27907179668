"""Addresses of the API; whatever else is asked for under them is told so as JSON."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, re_path

from mingcha.api.problems import no_such_address
from mingcha.api.service import api

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    *api.urls[0],
    re_path("", no_such_address, name="none"),
]
