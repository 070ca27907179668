"""A party without an account: by its link and one-time code it enters, commits, and reveals.

The browser that entered is known by its session, which opens nothing but this one invitation.
"""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.foundation import clock
from mingcha.foundation.access import public
from mingcha.foundation.errors import NotFound
from mingcha.tasks.actions import guests
from mingcha.tasks.models import DrawParty, PartyInvitation
from mingcha.tasks.selectors.draws import invitation_by
from mingcha.web.answers import accepted
from mingcha.web.ceremony.guest_forms import EnterForm, GuestCommitForm, GuestRevealForm
from mingcha.web.ceremony.screen import public_address
from mingcha.web.ceremony.views import registers_of

_SESSION = "invitation"


@public
@require_http_methods(["GET", "POST"])
def party(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code, or show the guest's place in the ceremony."""
    invitation = invitation_by(token)
    if _is_in(request, invitation):
        return _place(request, invitation, token)
    form = EnterForm(request.POST or None)
    if request.method == "POST":
        enter = partial(guests.enter, invitation=invitation, address=request.META["REMOTE_ADDR"])
        if accepted(form, lambda: enter(**form.cleaned_data)):
            request.session[_SESSION] = invitation.token_digest
            return redirect("party", token=token)
    return _answer(request, "web/ceremony/guest_enter.html", invitation, {"form": form})


@public
@require_POST
def commit(request: HttpRequest, token: str) -> HttpResponse:
    """Take the guest's commitment, from the browser that entered with the code."""
    invitation = _entered(request, token)
    form = GuestCommitForm(request.POST)
    act = partial(guests.commit_as_guest, invitation=invitation)
    if accepted(form, lambda: act(c=form.cleaned_data["commitment"])):
        return redirect("party", token=token)
    return _place(request, invitation, token, form)


@public
@require_POST
def reveal(request: HttpRequest, token: str) -> HttpResponse:
    """Take the guest's value, which proves itself by the commitment."""
    invitation = _entered(request, token)
    form = GuestRevealForm(request.POST)
    act = partial(guests.reveal_as_guest, invitation=invitation)
    if accepted(form, lambda: act(r=form.cleaned_data["value"])):
        messages.success(request, "已揭示，与承诺相符")
        return redirect("party", token=token)
    return _place(request, invitation, token, form)


def _is_in(request: HttpRequest, invitation: PartyInvitation) -> bool:
    """Tell whether the code was typed here; after the commitment the link alone serves."""
    typed_here = request.session.get(_SESSION) == invitation.token_digest
    return typed_here or bool(invitation.party and invitation.party.commitment)


def _entered(request: HttpRequest, token: str) -> PartyInvitation:
    invitation = invitation_by(token)
    if not _is_in(request, invitation):
        raise NotFound
    return invitation


def _place(
    request: HttpRequest, invitation: PartyInvitation, token: str, form: forms.Form | None = None
) -> HttpResponse:
    own, draw = invitation.party, invitation.draw
    if own is None:
        raise NotFound
    parties = list(draw.parties.select_related("user__department", "invitation"))
    turn = _turn(own, parties)
    made: dict[str, type[forms.Form]] = {"commit": GuestCommitForm, "reveal": GuestRevealForm}
    context = {
        "own": own,
        "turn": turn,
        "token": token,
        "form": form or (made[turn]() if turn in made else None),
        "parties": parties,
        "registers": registers_of(draw),
        "public_address": public_address(draw),
        "may_see": draw.sealed_at is not None,
    }
    return _answer(request, "web/ceremony/guest_party.html", invitation, context)


def _turn(own: DrawParty, parties: list[DrawParty]) -> str:
    """Return what the guest does now, or what it waits for."""
    draw = own.draw
    if not own.commitment:
        return "commit" if draw.state == "committing" else "late"
    if own.reveal:
        return "done"
    if draw.state == "committing":
        return "wait_seal"
    if clock.now() >= draw.reveal_by:
        return "late"
    before = [party for party in parties if party.order < own.order and not party.reveal]
    return "wait_turn" if before and not draw.is_public_profile else "reveal"


def _answer(
    request: HttpRequest, template: str, invitation: PartyInvitation, context: dict[str, object]
) -> HttpResponse:
    draw = invitation.draw
    shared = {"invitation": invitation, "draw": draw, "task": draw.own_task}
    response = render(request, template, shared | context)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
