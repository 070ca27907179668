"""Addresses of objects that come by the link on their notice; they are open, the link is the key."""

from __future__ import annotations

from django.urls import path

from mingcha.web.notices import recusal_requests

urlpatterns = [path("<str:token>/", recusal_requests.recusal_request, name="recusal-request")]
