"""Signing in and out, and the own password."""

from __future__ import annotations

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.actions import password, signing_in
from mingcha.accounts.models import User
from mingcha.foundation.access import public, signed_in
from mingcha.foundation.errors import DomainError


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form, or sign in and go where the person wanted to."""
    message, username = "", request.POST.get("username", "")
    if request.method == "POST":
        try:
            user = signing_in.sign_in(
                username=username,
                password=request.POST.get("password", ""),
                address=request.META["REMOTE_ADDR"],
            )
        except DomainError as error:
            message = error.message
        else:
            login(request, user)
            return redirect(_wanted(request))
    context = {"message": message, "username": username, "next": request.GET.get("next", "")}
    return render(request, "accounts/login.html", context)


def _wanted(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_own = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if is_own else "workbench"


@signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


@signed_in
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Ask for the old password and a new one that fits the policy."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - held by the access mark
    form = PasswordChangeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password.change_password(by=user, new_password=form.cleaned_data["new_password1"])
        user.refresh_from_db()
        update_session_auth_hash(request, user)
        return redirect("workbench")
    return render(request, "accounts/password.html", {"form": form})


