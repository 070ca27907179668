"""A party's commitment and its value, whoever hands them in: a user, or a guest by its link."""

from __future__ import annotations

import hashlib
import re

from django.utils.timezone import localtime

from mingcha.accounts.models import User
from mingcha.accounts.steps import step
from mingcha.bundles import ceremony
from mingcha.core.draw.entropy import commitment
from mingcha.core.draw.log import EntryType
from mingcha.core.draw.names import HEX32
from mingcha.core.draw.suites import SUITES
from mingcha.core.workflow.draw import DRAW
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.tasks import log
from mingcha.tasks.actions.stepping import kept
from mingcha.tasks.bundle_folder import worked_on
from mingcha.tasks.guest import Guest
from mingcha.tasks.models import Draw, DrawParty
from mingcha.tasks.selectors.draws import get_organiser, is_same_unit

FEWEST_ROLLS = 100
"""Rolls of a die: each gives 2.58 bits, and a value has 256."""
_ROLLS = re.compile(rf"[1-6]{{{FEWEST_ROLLS},}}")


def take_commitment(by: User | Guest, draw: Draw, party: DrawParty, c: str) -> DrawParty:
    """Take the commitment into draft and log; the value stays with the party."""
    c = _hex(c, "commitment", "承诺")
    step(
        DRAW,
        draw,
        "commit_as_witness" if party.order else "commit",
        by=by,
        not_committed_yet="您已提交承诺，不能更换" if party.commitment else None,
        of_another_unit=of_another_unit(draw, party),
    )
    with worked_on(draw, registers=False) as folder:
        ceremony.commit(folder, party.code, c)
    party.commitment, party.committed_at = c, clock.now()
    party.save()
    log.append(draw, EntryType.COMMIT, {"party": party.code, "c": c})
    kept(draw, "commit", by, party=party.code, digest=c)
    return party


def take_reveal(by: User | Guest, draw: Draw, party: DrawParty, r: str) -> DrawParty:
    """Take the value, which must be the one that was committed to, in time and in turn."""
    r = value_of(r)
    if party.commitment != commitment(SUITES[draw.suite], draw.draw_id, party.code, r):
        raise DomainError(
            "reveal_differs", "与您提交的承诺不符；请用承诺时那台设备，或当时留存的文件", "value"
        )
    late = f"揭示期限 {localtime(draw.reveal_by):%Y-%m-%d %H:%M} 已过，不能再揭示"
    step(
        DRAW,
        draw,
        "reveal_as_witness" if party.order else "reveal",
        by=by,
        organiser_not_awaited=None if draw.is_public_profile else "组织方先揭示，请稍候",
        plan_published=None,  # sealing logged its hash
        reveal_matches=None,  # seen above
        before_reveal_deadline=None if clock.now() < draw.reveal_by else late,
    )
    with worked_on(draw, registers=False) as folder:
        ceremony.reveal(folder, party.code, clock.now(), r)
    party.reveal, party.revealed_at = r, clock.now()
    party.save()
    body = {"party": party.code, "r": r, "plan_hash": draw.plan_hash}
    log.append(draw, EntryType.REVEAL, body)
    kept(draw, "reveal", by, party=party.code)
    return party


def value_of(text: str) -> str:
    """Return a value as 64 hex digits; rolls of a die are hashed as the page explains."""
    rolls = "".join(text.split())
    if _ROLLS.fullmatch(rolls) and not HEX32.fullmatch(rolls):
        return hashlib.sha256(rolls.encode("ascii")).hexdigest()
    return _hex(text, "value", "随机数")


def of_another_unit(draw: Draw, party: DrawParty) -> str | None:
    """Return None where the party is of another unit than the organiser, else the reason."""
    organiser = get_organiser(draw)
    if party.user is not None:
        is_alike = is_same_unit(organiser, party.user)
    else:
        is_alike = party.invitation.unit in names_of_organiser(draw, organiser)
    return "见证方与组织方不得属于同一单位" if is_alike else None


def names_of_organiser(draw: Draw, organiser: User) -> set[str]:
    """Return what the organising side is called: nobody comes from there as a guest."""
    lead = draw.own_task.lead_department
    names = {lead.name, lead.short_name}
    if organiser.unit:
        names |= {f"{name}{organiser.unit.name}" for name in (lead.name, lead.short_name)}
    return names


def _hex(text: str, field: str, what: str) -> str:
    """Return 64 hex digits out of what was typed or pasted, which may stand in groups of four."""
    digits = "".join(text.split()).lower()
    if not HEX32.fullmatch(digits):
        raise DomainError("not_hex", f"{what}应是 64 位十六进制数（0–9、a–f）", field)
    return digits
