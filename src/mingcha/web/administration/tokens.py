"""Tokens of systems."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.actions import tokens as actions
from mingcha.accounts.models.api_token import GRANTABLE
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.selectors import users as reading
from mingcha.foundation.access import permitted
from mingcha.web.administration.tabs import tabs
from mingcha.web.administration.user_forms import TokenForm
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person

_ONCE = "只显示这一次，平台只留摘要。请交给业务系统的管理人员，写入其配置；遗失了就作废重发。"


@permitted(P.SECURITY_ADMIN)
@require_GET
def token_list(request: HttpRequest) -> HttpResponse:
    """List the tokens; no secret is there to be shown."""
    user = person(request)
    titles = dict(GRANTABLE)
    rows = [
        (token, [titles.get(name, name) for name in token.permissions])
        for token in reading.tokens(user)
    ]
    context = {"tabs": tabs(user, "tokens"), "rows": rows}
    return render(request, "web/administration/tokens.html", context)


@permitted(P.SECURITY_ADMIN)
@require_http_methods(["GET", "POST"])
def token_new(request: HttpRequest) -> HttpResponse:
    """Issue a token and show its secret."""
    by = person(request)
    form = TokenForm(request.POST or None, users=reading.users(by))
    if request.method == "POST":
        issue = partial(actions.issue_token, by=by)
        secret = accepted(form, lambda: issue(**form.cleaned_data))
        if secret:
            whose = form.cleaned_data["purpose"]
            context = {"title": "令牌已发放", "whose": whose, "secret": secret, "note": _ONCE}
            return render(request, "web/administration/secret.html", context)
    context = {"form": form, "title": "发放令牌", "submit": "发放令牌"}
    return render(request, "web/administration/form.html", context)


@permitted(P.SECURITY_ADMIN)
@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a token useless."""
    by = person(request)
    token = reading.get_token(by, pk)
    reason = request.POST.get("reason", "")
    tried(request, lambda: actions.revoke_token(by=by, token=token, reason=reason), "令牌已作废")
    return redirect("tokens")
