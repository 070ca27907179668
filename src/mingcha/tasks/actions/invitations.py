"""Inviting a party without an account: a notary, an enterprise's witness, another unit."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db.models import F

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.bundles import ceremony
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.tasks.bundle_folder import worked_on
from mingcha.tasks.ceremonies import MOST_WITNESSES
from mingcha.tasks.draw_events import InvitationStepped
from mingcha.tasks.draw_policies import require_organiser
from mingcha.tasks.link_and_code import LinkAndCode, new_link_and_code, token_digest
from mingcha.tasks.models import Draw, DrawParty, PartyInvitation


@action
def invite_party(
    *, by: User, draw: Draw, title: str, expires_at: datetime
) -> tuple[PartyInvitation, LinkAndCode]:
    """Invite one party more, which reveals after the organiser and before witnesses with an account.

    Link and code are returned here and kept by nobody. Raises DomainError before the ceremony has
    begun, after the plan is sealed, and where the code would outlive the time to reveal.
    """
    draw = locked(draw)
    require_organiser(by, draw, Permission.DRAW_OPERATE)
    _require_committing(draw)
    _check_time(draw, expires_at)
    invited = draw.parties.filter(user=None)
    if invited.count() >= MOST_WITNESSES:
        raise DomainError("many_parties", f"最多邀请 {MOST_WITNESSES} 方，请先撤回未用的邀请")
    number = draw.invitations.count() + 1
    place = invited.count() + 1
    draw.parties.filter(order__gte=place).update(order=F("order") + 1)
    party = DrawParty.objects.create(
        draw=draw, order=place, code=f"guest{number}", title=title.strip()
    )
    with worked_on(draw, registers=False) as folder:
        ceremony.add_party(folder, party.code, place)
    secret = new_link_and_code(with_code=True)
    invitation = PartyInvitation.objects.create(
        draw=draw,
        party=party,
        number=number,
        title=party.title,
        token_digest=token_digest(secret.token),
        code_digest=make_password(secret.code),
        expires_at=expires_at,
        created_by=by.username,
    )
    _record("invite", invitation, by)
    return invitation, secret


@action
def renew_invitation(*, by: User, invitation: PartyInvitation, expires_at: datetime) -> LinkAndCode:
    """Make a new link, and a new code while nothing is committed; the old ones open nothing."""
    draw = locked(invitation.draw)
    require_organiser(by, draw, Permission.DRAW_OPERATE)
    invitation = locked(invitation)
    party = _standing(invitation)
    if party.reveal:
        raise DomainError("revealed", "这一方已经揭示，不再需要链接")
    _check_time(draw, expires_at)
    secret = new_link_and_code(with_code=not party.commitment)
    invitation.token_digest = token_digest(secret.token)
    invitation.code_digest = make_password(secret.code) if secret.code else ""
    invitation.wrong_codes, invitation.expires_at = 0, expires_at
    invitation.save()
    _record("renew_invitation", invitation, by)
    return secret


@action
def withdraw_invitation(*, by: User, invitation: PartyInvitation) -> None:
    """Take an invitation back whose party has not committed; the party takes no part any more."""
    draw = locked(invitation.draw)
    require_organiser(by, draw, Permission.DRAW_OPERATE)
    invitation = locked(invitation)
    party = _standing(invitation)
    _require_committing(draw)
    if party.commitment:
        raise DomainError("committed", "这一方已经提交承诺，不能撤回邀请")
    with worked_on(draw, registers=False) as folder:
        ceremony.drop_party(folder, party.code)
    invitation.party = None
    invitation.withdrawn_at, invitation.withdrawn_by = clock.now(), by.username
    invitation.save()
    party.delete()
    draw.parties.filter(order__gt=party.order).update(order=F("order") - 1)
    _record("withdraw_invitation", invitation, by)


def _require_committing(draw: Draw) -> None:
    if draw.state != "committing":
        raise DomainError("not_committing", "承诺开始之后、方案封存之前才能邀请或撤回")


def _check_time(draw: Draw, expires_at: datetime) -> None:
    if not clock.now() < expires_at <= draw.reveal_by:
        raise DomainError("expires_at", "有效期应晚于现在，且不晚于揭示期限", "expires_at")


def _standing(invitation: PartyInvitation) -> DrawParty:
    if invitation.party is None:
        raise DomainError("withdrawn", "这个邀请已经撤回")
    return invitation.party


def _record(verb: str, invitation: PartyInvitation, by: User) -> None:
    event = InvitationStepped(
        subject=invitation.draw.draw_id,
        action=verb,
        party=f"guest{invitation.number}",
        title_of_party=invitation.title,
    )
    record(event, by=by)
