"""The ceremony from the frozen pool to the seed (protocol section 4): commit, seal, reveal.

A party's value is made and kept on its own device; the platform gets the commitment first and
the value only after the plan is sealed. Nobody acts for another party.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import step
from mingcha.bundles import ceremony
from mingcha.bundles.draft import read_draft
from mingcha.core.draw import bundle
from mingcha.core.draw.entropy import MISSING
from mingcha.core.draw.log import EntryType
from mingcha.core.draw.plan import MissingRule
from mingcha.core.workflow.draw import DRAW
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.tasks import log
from mingcha.tasks.actions.objections import log_objections, objections_decided
from mingcha.tasks.actions.public_values import missing_sources
from mingcha.tasks.actions.stepping import kept
from mingcha.tasks.actions.values import of_another_unit, take_commitment, take_reveal
from mingcha.tasks.bundle_folder import bundle_of, worked_on
from mingcha.tasks.draw_policies import own_party, require_organiser
from mingcha.tasks.models import Draw, DrawParty
from mingcha.tasks.selectors.draws import possible_witnesses

ORGANISER, WITNESS = "组织方", "见证方"
_PARTIES = 2


@action
def open_commitments(*, by: User, draw: Draw, witness: User | None = None) -> Draw:
    """Begin the ceremony; the registers' digests go into the log before anybody commits.

    The parties are those named at the freeze, or else the operator and a ``witness`` of another
    unit whom the operator invites now.
    """
    draw = locked(draw)
    require_organiser(by, draw, Permission.DRAW_OPERATE)
    # the digests themselves are logged right below
    step(DRAW, draw, "open", by=by, digests_published=objections_decided(draw))
    with bundle_of(draw, registers=False) as folder:
        draft = read_draft(folder)
    log.register_frames(draw, draft["plan"])
    log_objections(draw)
    if not draw.parties.exists():
        _invite(by, draw, witness, draft["parties"])
    return kept(draw, "open", by)


def _invite(by: User, draw: Draw, witness: User | None, codes: Sequence[str]) -> None:
    if witness is None or not possible_witnesses(by, draw).filter(pk=witness.pk).exists():
        raise DomainError("witness", "见证方须是其他单位的抽取见证人", "witness")
    if len(codes) != _PARTIES:
        raise DomainError("parties", "冻结的方案须有组织方和见证方两方")
    titles = ((ORGANISER, by), (WITNESS, witness))
    DrawParty.objects.bulk_create(
        DrawParty(draw=draw, order=order, code=code, title=title, user=user, unit=user.unit)
        for order, (code, (title, user)) in enumerate(zip(codes, titles, strict=True))
    )


@action
def commit(*, by: User, draw: Draw, c: str) -> DrawParty:
    """Take a party's commitment; its value stays on the party's device."""
    draw = locked(draw)
    return take_commitment(by, draw, own_party(by, draw), c)


@action
def seal_plan(*, by: User, draw: Draw) -> list[str]:
    """Seal the plan with all commitments; returns sentences about slots with few to choose from.

    Registers, rules and commitments cannot change any more.
    """
    draw = locked(draw)
    require_organiser(by, draw, Permission.DRAW_OPERATE)
    parties = list(draw.parties.select_related("user", "invitation"))
    waiting = [party.title for party in parties if not party.commitment]
    step(
        DRAW,
        draw,
        "seal",
        by=by,
        all_committed=f"{'、'.join(waiting)}还没有提交承诺" if waiting else None,
        witnessed_by_another=_witnessed(draw, parties),
    )
    with worked_on(draw) as folder:
        sealed = ceremony.seal(folder, clock.now(), log.next_place())
    draw.plan_hash, draw.sealed_at = sealed.plan.hash, clock.now()
    log.append(draw, EntryType.PLAN, {"plan_hash": draw.plan_hash})
    kept(draw, "seal", by, digest=draw.plan_hash)
    announce("draw.sealed", draw=draw, by=by)
    return sealed.small_pools


def _witnessed(draw: Draw, parties: Sequence[DrawParty]) -> str | None:
    """Return None where the last to reveal is of another unit than the organiser (section 4)."""
    if len(parties) < _PARTIES:
        return "还没有其他单位的见证方，请邀请一方"
    return of_another_unit(draw, parties[-1])


@action
def reveal(*, by: User, draw: Draw, r: str) -> DrawParty:
    """Take a party's value, which must be the one it committed to; the witness comes last."""
    draw = locked(draw)
    return take_reveal(by, draw, own_party(by, draw), r)


@action
def fix_seed(*, by: User, draw: Draw) -> Draw:
    """Put all that was revealed into the log as the draw's entropy: the seed follows from it."""
    draw = locked(draw)
    require_organiser(by, draw, Permission.DRAW_OPERATE)
    if draw.state != "revealing":
        step(DRAW, draw, "fix_seed", by=by)  # says what is to be done in this state
    with bundle_of(draw, registers=False) as folder:
        plan = bundle.load_plan(folder)
        entropy = bundle.load_entropy(folder, plan)
    waiting = [entry.party for entry in entropy.reveals if entry.r == MISSING]
    if plan.entropy.missing_rule is MissingRule.GO_ON and clock.now() >= _time(plan.reveal_by):
        waiting = []  # the public profile goes on without who did not come
    missing = missing_sources(plan, entropy)
    step(
        DRAW,
        draw,
        "fix_seed",
        by=by,
        all_revealed="还有参与方没有揭示" if waiting else None,
        public_values_known=f"还缺公共随机数：{'、'.join(missing)}" if missing else None,
    )
    log.append(draw, EntryType.ENTROPY, entropy.as_json())
    return kept(draw, "fix_seed", by)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
