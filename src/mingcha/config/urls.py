"""Addresses: staff under their own words, the public under /public/, machines under /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("mingcha.web.urls")),
    path("api/v1/", include("mingcha.api.urls")),
    path("public/parties/", include("mingcha.web.ceremony.guest_urls")),
    path("public/recusals/", include("mingcha.web.notices.request_urls")),
    path("public/", include("mingcha.portal.urls")),
]
handler400 = "mingcha.foundation.middleware.bad_request"
