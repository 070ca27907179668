"""Accounts and their roles."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.actions import roles, users
from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.roles import ROLES
from mingcha.accounts.selectors import users as reading
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.web.administration.tabs import tabs
from mingcha.web.administration.user_forms import UserForm
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person

_PER_PAGE = 50
_SECRET = "web/administration/secret.html"  # noqa: S105 - a template's name
_ONCE = "只显示这一次。请当面或经可靠的途径交给本人，首次登录时须改成自己的口令。"


@permitted(P.SECURITY_ADMIN)
@require_GET
def user_list(request: HttpRequest) -> HttpResponse:
    """List the accounts of the subtree with their roles."""
    user = person(request)
    query = request.GET.get("q", "").replace("\x00", "").strip()
    found = reading.users(user).order_by("username")
    if query:
        named = Q(username__icontains=query) | Q(name__icontains=query)
        found = found.filter(named | Q(department__short_name__icontains=query))
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    rows = [(each, _titles(_held(each))) for each in page]
    context = {"tabs": tabs(user, "users"), "page": page, "rows": rows, "query": query}
    return render(request, "web/administration/users.html", context)


@permitted(P.SECURITY_ADMIN)
@require_GET
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an account: its roles with their history, and what may be done."""
    by = person(request)
    user = reading.get_user(by, pk)
    grants = user.grants.order_by("revoked_at", "role")
    context = {
        "account": user,
        "is_own": user.pk == by.pk,
        "held": [ROLES[key] for key in ROLES if key in user.role_keys],
        "choices": reading.role_choices(user),
        "grants": grants,
        "failures": reading.failures(user),
        "is_locked": reading.is_locked(user),
        "tokens": user.tokens.filter(revoked_at=None),
    }
    return render(request, "web/administration/user.html", context)


@permitted(P.SECURITY_ADMIN)
@require_http_methods(["GET", "POST"])
def user_new(request: HttpRequest) -> HttpResponse:
    """Make an account and show its one-time password."""
    by = person(request)
    form = UserForm(request.POST or None, region=by.region)
    if request.method == "POST":
        create = partial(users.create_user, by=by)
        made = accepted(form, lambda: create(**form.cleaned_data))
        if made:
            user, password = made
            return _shown_once(
                request, "账号已建立", f"{user.name}（{user.username}）", password, user.pk
            )
    context = {"form": form, "title": "新建账号", "submit": "建立账号"}
    return render(request, "web/administration/form.html", context)


@permitted(P.SECURITY_ADMIN)
@require_POST
def user_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Switch off or on, unlock, give a new password."""
    by = person(request)
    user = reading.get_user(by, pk)
    if verb == "reset-password":
        password: list[str] = []
        reset = lambda: password.append(users.reset_password(by=by, user=user))  # noqa: E731
        if not tried(request, reset, "口令已重置"):
            return redirect("user", pk=pk)
        return _shown_once(
            request, "口令已重置", f"{user.name}（{user.username}）", password[0], pk
        )
    reason = request.POST.get("reason", "")
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "disable": (partial(users.disable_user, by=by, user=user, reason=reason), "账号已停用"),
        "enable": (partial(users.enable_user, by=by, user=user), "账号已启用"),
        "unlock": (partial(users.unlock_user, by=by, user=user), "已解除锁定"),
    }
    if verb not in steps:
        raise NotFound
    tried(request, *steps[verb])
    return redirect("user", pk=pk)


@permitted(P.SECURITY_ADMIN)
@require_POST
def user_role(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Give a role or take one back."""
    by = person(request)
    user = reading.get_user(by, pk)
    role = request.POST.get("role", "")
    acts = {"grant": (roles.grant_role, "授予"), "revoke": (roles.revoke_role, "收回")}
    if role not in ROLES or verb not in acts:
        raise NotFound
    act, word = acts[verb]
    tried(request, lambda: act(by=by, user=user, role=role), f"已{word}“{ROLES[role].title}”")
    return redirect("user", pk=pk)


def _held(user: User) -> frozenset[str]:
    """Return the roles from the grants that the list has loaded for all rows at once."""
    return frozenset(grant.role for grant in user.grants.all() if grant.revoked_at is None)


def _titles(keys: frozenset[str]) -> list[str]:
    return [role.title for key, role in ROLES.items() if key in keys]


def _shown_once(request: HttpRequest, title: str, whose: str, secret: str, pk: int) -> HttpResponse:
    context = {"title": title, "whose": whose, "secret": secret, "note": _ONCE, "account": pk}
    return render(request, _SECRET, context)
