"""Refusals become pages: 404 outside one's scope, 403 without the right, 409 for a rule's no."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingcha.core.errors import Refusal
from mingcha.core.workflow.refusals import NotPermitted
from mingcha.foundation.errors import Forbidden, NotFound

_PAGES = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (NotPermitted, HTTPStatus.FORBIDDEN),
)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page of a refusal's status, with its sentence."""
    status = next((s for kind, s in _PAGES if isinstance(refusal, kind)), HTTPStatus.CONFLICT)
    context = {"message": refusal.message}
    return render(request, f"{status.value}.html", context, status=status.value)


def too_large(request: HttpRequest) -> HttpResponse:
    """Say that what was sent is too much, and what to do."""
    context = {"megabytes": settings.LARGEST_REQUEST >> 20}
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return render(request, "413.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django could not read: too much of it, or not in order."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


class SizeMiddleware:
    """Refuses what says itself to be too large, before any of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; one that tells no length has no body for Django."""
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length) > settings.LARGEST_REQUEST:
            return too_large(request)
        return self._get_response(request)


class AddressMiddleware:
    """Answers an address that nothing can have: PostgreSQL holds no text with a NUL byte."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or say that nothing is there."""
        if "\x00" in request.path_info:
            return refusal_page(request, NotFound())
        return self._get_response(request)


class RefusalMiddleware:
    """Turns what no view has turned into a message at its form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its sentence on a page of its status."""
        if not isinstance(exception, Refusal):
            return None
        return refusal_page(request, exception)
