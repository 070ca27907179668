from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from mingcha.foundation.access import signed_in


@signed_in
def v(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("<int:pk>/", v, name="import")]
