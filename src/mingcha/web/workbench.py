"""The workbench: what is to be done, by deadline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingcha.foundation.access import signed_in


@signed_in
def workbench(request: HttpRequest) -> HttpResponse:
    """Show the to-dos of who asks."""
    return render(request, "web/workbench.html")
