"""Addresses of the registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("items/", include("mingcha.web.registers.items.urls")),
    path("industries/", include("mingcha.web.registers.industries.urls")),
    path("objects/", include("mingcha.web.registers.objects.urls")),
    path("special/", include("mingcha.web.registers.special.urls")),
    path("ranges/", include("mingcha.web.registers.saved_ranges.urls")),
    path("inspectors/", include("mingcha.web.registers.inspectors.urls")),
    path("staff/", include("mingcha.web.registers.staff.urls")),
    path("teams/", include("mingcha.web.registers.formed.urls")),
    path("trainings/", include("mingcha.web.registers.trainings.urls")),
    path("experts/", include("mingcha.web.registers.experts.urls")),
    path("tags/", include("mingcha.web.registers.tags.urls")),
    path("risk/", include("mingcha.web.registers.risk.urls")),
    path("coverage/", include("mingcha.web.registers.coverage.urls")),
    path("imports/", include("mingcha.web.registers.imports.urls")),
]
