"""The organiser's page of invitations: who was invited, who came, a new link, taking one back."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.tasks.actions import invitations as actions
from mingcha.tasks.link_and_code import LinkAndCode
from mingcha.tasks.models import Draw, PartyInvitation
from mingcha.tasks.selectors.draws import get_draw
from mingcha.web.answers import accepted, tried
from mingcha.web.ceremony.forms import InviteForm
from mingcha.web.ceremony.qr import qr
from mingcha.web.ceremony.steps import is_operator
from mingcha.web.people import person


@permitted(P.DRAW_OPERATE)
@require_http_methods(["GET", "POST"])
def invitation_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the invitations; invite a party more and show its link and code, once."""
    user = person(request)
    draw = _own(request, pk)
    form = InviteForm(request.POST or None, initial={"expires_at": draw.reveal_by})
    if request.method == "POST":
        invite = partial(actions.invite_party, by=user, draw=draw)
        made = accepted(form, lambda: invite(**form.cleaned_data))
        if made:
            return _shown_once(request, *made)
    context = {
        "draw": draw,
        "task": draw.own_task,
        "form": form if draw.state == "committing" else None,
        "rows": draw.invitations.select_related("party"),
        "may_renew": draw.state in {"committing", "sealed", "revealing"},
    }
    return render(request, "web/ceremony/invitations.html", context)


@permitted(P.DRAW_OPERATE)
@require_POST
def invitation_renew(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make a new link, and a new code where it is still needed."""
    invitation = _invitation(_own(request, pk), number)
    secrets: list[LinkAndCode] = []

    def renew() -> None:
        until = invitation.draw.reveal_by
        secrets.append(
            actions.renew_invitation(by=person(request), invitation=invitation, expires_at=until)
        )

    if tried(request, renew, "已换发链接，旧链接不能再用"):
        return _shown_once(request, invitation, secrets[0])
    return redirect("draw-invitations", pk=pk)


@permitted(P.DRAW_OPERATE)
@require_POST
def invitation_withdraw(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take an unused invitation back."""
    invitation = _invitation(_own(request, pk), number)
    withdraw = partial(actions.withdraw_invitation, by=person(request), invitation=invitation)
    tried(request, withdraw, "邀请已撤回")
    return redirect("draw-invitations", pk=pk)


def _own(request: HttpRequest, pk: int) -> Draw:
    user = person(request)
    draw = get_draw(user, pk)
    if not is_operator(user, draw):
        raise NotFound
    return draw


def _invitation(draw: Draw, number: int) -> PartyInvitation:
    found = draw.invitations.select_related("party").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def _shown_once(
    request: HttpRequest, invitation: PartyInvitation, secret: LinkAndCode
) -> HttpResponse:
    link = request.build_absolute_uri(reverse("party", args=[secret.token]))
    context = {
        "draw": invitation.draw,
        "invitation": invitation,
        "link": link,
        "code": secret.code,
        "qr": qr(link, "参加抽取的链接"),
    }
    response = render(request, "web/ceremony/invited.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response
