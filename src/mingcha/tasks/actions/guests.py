"""What a party without an account does: enters by link and code, commits, reveals. Nothing else."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password

from mingcha.accounts.actions.guessing import refuse_many_failures, remember_failure
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.tasks.actions.values import names_of_organiser, take_commitment, take_reveal
from mingcha.tasks.draw_events import InvitationStepped
from mingcha.tasks.guest import guest_of
from mingcha.tasks.link_and_code import plain_code
from mingcha.tasks.models import DrawParty, PartyInvitation
from mingcha.tasks.selectors.draws import get_organiser

MOST_WRONG_CODES = 5


def enter(
    *, invitation: PartyInvitation, code: str, name: str, unit: str, address: str
) -> PartyInvitation:
    """Let a guest in who has the code, and keep who it says it is.

    Raises DomainError: a wrong, used or expired code, too many wrong ones, or a unit that is the
    organiser's own.
    """
    refuse_many_failures(address)
    if _is_wrong(invitation, code):
        remember_failure(f"invitation:{invitation.pk}", address)
        _count_wrong_code(invitation)
        raise DomainError("wrong_code", "验证码不正确，请核对后重新填写", "code")
    return _let_in(invitation, name.strip(), unit.strip())


def _is_wrong(invitation: PartyInvitation, code: str) -> bool:
    if invitation.wrong_codes >= MOST_WRONG_CODES:
        raise DomainError("locked", "验证码输错次数过多，已经失效，请向组织方索取新的链接和验证码")
    if clock.now() >= invitation.expires_at:
        raise DomainError("expired", "验证码已过有效期，请向组织方索取新的链接和验证码")
    return not check_password(plain_code(code), invitation.code_digest)


@action
def _count_wrong_code(invitation: PartyInvitation) -> None:
    invitation = locked(invitation)
    invitation.wrong_codes += 1
    invitation.save(update_fields=["wrong_codes"])
    if invitation.wrong_codes == MOST_WRONG_CODES:
        _record("lock_invitation", invitation)


@action
def _let_in(invitation: PartyInvitation, name: str, unit: str) -> PartyInvitation:
    invitation = locked(invitation)
    if invitation.party is None or invitation.party.commitment:
        raise NotFound
    draw = invitation.draw
    if unit in names_of_organiser(draw, get_organiser(draw)):
        raise DomainError("same_unit", "参与方不能与组织方同属一个单位，请写您自己的单位", "unit")
    invitation.name, invitation.unit = name, unit
    invitation.entered_at = invitation.entered_at or clock.now()
    invitation.save()
    _record("enter", invitation)
    return invitation


@action
def commit_as_guest(*, invitation: PartyInvitation, c: str) -> DrawParty:
    """Take a guest's commitment; the code is used up with it."""
    draw = locked(invitation.draw)
    invitation = locked(invitation)
    party = _party_of(invitation)
    take_commitment(guest_of(party), draw, party, c)
    invitation.code_digest = ""
    invitation.save(update_fields=["code_digest"])
    return party


@action
def reveal_as_guest(*, invitation: PartyInvitation, r: str) -> DrawParty:
    """Take a guest's value, or the rolls of a die that it was made from."""
    draw = locked(invitation.draw)
    party = _party_of(locked(invitation))
    return take_reveal(guest_of(party), draw, party, r)


def _party_of(invitation: PartyInvitation) -> DrawParty:
    if invitation.party is None or invitation.entered_at is None:
        raise NotFound
    return invitation.party


def _record(verb: str, invitation: PartyInvitation) -> None:
    party = invitation.party
    if party is None:
        raise NotFound
    event = InvitationStepped(
        subject=invitation.draw.draw_id,
        action=verb,
        party=party.code,
        title_of_party=invitation.title,
    )
    record(event, by=guest_of(party))
