"""Signing in and out, and the own password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.actions import password, signing_in
from mingcha.foundation.access import public, signed_in
from mingcha.web.answers import accepted
from mingcha.web.base_forms import Form, Worded
from mingcha.web.people import person


class SignInForm(Form):
    """Name and password."""

    username = forms.CharField(
        label="账号",
        max_length=40,
        error_messages={"required": "请填写账号"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label="口令",
        error_messages={"required": "请填写口令"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form, or sign in and go where the person wanted to."""
    form = SignInForm(request.POST or None)
    if request.method == "POST":
        address = request.META["REMOTE_ADDR"]
        user = accepted(form, lambda: signing_in.sign_in(**form.cleaned_data, address=address))
        if user:
            login(request, user)
            return redirect(_wanted(request))
    return render(request, "accounts/login.html", {"form": form, "next": request.GET.get("next")})


class PasswordForm(Worded, PasswordChangeForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say it in the words of the house: 口令, and what to do."""
        super().__init__(*args, **kwargs)
        self.error_messages = {
            **self.error_messages,
            "password_incorrect": "原口令不正确，请重新填写",
            "password_mismatch": "两次填写的新口令不一致，请重新填写",
        }


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
    user = person(request)
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password.change_password(by=user, new_password=form.cleaned_data["new_password1"])
        user.refresh_from_db()
        update_session_auth_hash(request, user)
        return redirect("workbench")
    return render(request, "accounts/password.html", {"form": form})
