"""Commit, seal, reveal: the steps between frozen registers and the draw (section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mingcha.bundles.draft import DRAFT_FILE, read_draft, write_draft
from mingcha.bundles.engines import registers_loader
from mingcha.bundles.folder import Folder, locked
from mingcha.bundles.naming import names_for
from mingcha.bundles.nonces import kept_nonces, new_nonce
from mingcha.bundles.outcome import refuse_second_draw
from mingcha.bundles.pool_review import review_pools
from mingcha.bundles.rules import Profile
from mingcha.core.draw import bundle
from mingcha.core.draw.canonical import Json, jcs
from mingcha.core.draw.entropy import (
    ENTROPY_FILE,
    MISSING,
    Entropy,
    Reveal,
    commitment,
    parse_entropy,
)
from mingcha.core.draw.plan import PLAN_FILE, Plan
from mingcha.core.draw.plan_schema import read_plan
from mingcha.core.draw.public_values import MILLIBITS, is_public_value
from mingcha.core.draw.sealed_file import SEALED_FILE
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import Refusal

_LIMIT = 4 << 20
_ENOUGH_MILLIBITS = 60_000


@dataclass(frozen=True, slots=True)
class Sealed:
    """A plan that was sealed, and sentences about slots with few inspectors to choose from."""

    plan: Plan
    small_pools: list[str]


@dataclass(frozen=True, slots=True)
class LogPlace:
    """Number and predecessor of an entry that is about to be logged (section 11)."""

    seq: int
    prev_head: str


def commit(folder: Folder, party: str, made_elsewhere: str = "") -> str:
    """Put the party's commitment into the draft; its value is drawn on this device.

    A commitment ``made_elsewhere`` comes from the device on which the party keeps its value.
    """
    with locked(folder):
        draft = read_draft(folder)
        if party not in draft["parties"]:
            raise Refusal(f"{party} 不在参与各方之中：{'、'.join(draft['parties'])}")
        plan = draft["plan"]
        commits = {entry["party"]: entry for entry in plan["entropy"]["commits"]}
        if party in commits:
            raise Refusal(f"{party} 已经承诺，不能更换")
        c = made_elsewhere or _promise(plan, party)
        commits[party] = {"party": party, "c": c}
        plan["entropy"]["commits"] = [commits[p] for p in draft["parties"] if p in commits]
        write_draft(folder, draft)
    return c


def add_party(folder: Folder, party: str, place: int) -> None:
    """Let one more party take part, which reveals as the one of that ``place``, from 0."""
    with locked(folder):
        draft = read_draft(folder)
        if party in draft["parties"]:
            raise Refusal(f"{party} 已在参与各方之中")
        draft["parties"].insert(place, party)
        write_draft(folder, draft)


def drop_party(folder: Folder, party: str) -> None:
    """Let a party leave that has not committed."""
    with locked(folder):
        draft = read_draft(folder)
        if any(entry["party"] == party for entry in draft["plan"]["entropy"]["commits"]):
            raise Refusal(f"{party} 已经承诺，不能退出")
        draft["parties"] = [code for code in draft["parties"] if code != party]
        write_draft(folder, draft)


def _promise(plan: Json, party: str) -> str:
    suite, draw_id = SUITES[plan["suite"]], plan["draw_id"]
    return commitment(suite, draw_id, party, new_nonce(draw_id, party))


def seal(folder: Folder, now: datetime, place: LogPlace | None = None) -> Sealed:
    """Check everything once more and write ``plan.json``; nothing changes after it.

    ``place`` is where the plan's entry goes in the log, where a platform keeps one.
    """
    with locked(folder):
        draft = read_draft(folder)
        if place:
            draft["plan"] |= {"seq": place.seq, "prev_head": place.prev_head}
        committed = {entry["party"] for entry in draft["plan"]["entropy"]["commits"]}
        waiting = [party for party in draft["parties"] if party not in committed]
        if waiting:
            raise Refusal(f"还有各方没有承诺：{'、'.join(waiting)}")
        plan = read_plan(draft["plan"])
        _check_profile(plan, Profile(draft["profile"]), now)
        _, load_registers = registers_loader(folder, plan)
        registers = load_registers(folder, plan)
        bundle.check_all_strata_known(plan, registers)
        bundle.check_no_strata_of_one(plan, registers)
        bundle.load_conflicts(folder, plan)
        inspectors = bundle.load_inspectors(folder, plan)
        review = review_pools(plan, inspectors, registers, names_for(folder.path, plan))
        folder.write(PLAN_FILE, jcs(plan.document))
        folder.remove(DRAFT_FILE)
    return Sealed(plan, review.small_pools)


def _check_profile(plan: Plan, profile: Profile, now: datetime) -> None:
    if now >= datetime.fromisoformat(plan.reveal_by):
        raise Refusal(f"揭示截止时间 {plan.reveal_by} 已过，请改期后重新冻结")
    if profile is Profile.PUBLIC:
        millibits = sum(MILLIBITS[source.partition("|")[0]] for source in plan.entropy.public)
        if millibits < _ENOUGH_MILLIBITS:
            raise Refusal(
                f"公共随机源只有 {millibits / 1000:.1f} 比特，至少要 60 比特：请加上快乐8（kl8）"
            )


def reveal(folder: Folder, party: str, now: datetime, kept_elsewhere: str = "") -> Plan:
    """Put the party's value into ``entropy.json``, in plan order.

    It is the one kept on this device, or that ``kept_elsewhere``.
    """
    with locked(folder):
        plan = bundle.load_plan(folder)
        refuse_second_draw(folder)
        promised = {commitment.party: commitment.c for commitment in plan.entropy.commits}
        if party not in promised:
            raise Refusal(f"{party} 不在参与各方之中：{'、'.join(promised)}")
        entropy = _entropy_so_far(folder, plan)
        _check_turn(plan, entropy, party, now)
        kept = [kept_elsewhere] if kept_elsewhere else kept_nonces(plan.draw_id, party)
        value = _value_promised(plan, party, promised[party], kept)
        reveals = tuple(
            Reveal(party, value) if entry.party == party else entry for entry in entropy.reveals
        )
        _complete_sealed(folder, plan, Reveal(party, value))
        _write_entropy(folder, Entropy(reveals, entropy.public))
    return plan


def _value_promised(plan: Plan, party: str, c: str, kept: list[str]) -> str:
    for value in kept:
        if commitment(plan.suite, plan.draw_id, party, value) == c:
            return value
    raise Refusal(f"{party} 的随机数与承诺不符，不能揭示")


def _check_turn(plan: Plan, entropy: Entropy, party: str, now: datetime) -> None:
    """The organiser reveals first, the witness last; and nobody after the public value."""
    if entropy.public:
        raise Refusal("公共随机数已经登记，此后不能再揭示")
    if plan.entropy.public and now >= datetime.fromisoformat(plan.reveal_by):
        raise Refusal(f"揭示截止时间 {plan.reveal_by} 已过，不能再揭示")
    for entry in entropy.reveals:
        if entry.party == party:
            break
        if entry.r == MISSING and not plan.entropy.public:
            raise Refusal(f"还没有轮到 {party}：请 {entry.party} 先揭示")
    if any(entry.party == party and entry.r != MISSING for entry in entropy.reveals):
        raise Refusal(f"{party} 已经揭示")


def add_public_value(folder: Folder, line: str, now: datetime) -> Plan:
    """Put a public value ``source|issue|value`` into ``entropy.json``."""
    with locked(folder):
        plan = bundle.load_plan(folder)
        refuse_second_draw(folder)
        source = line.rpartition("|")[0]
        if source not in plan.entropy.public:
            wanted = "、".join(plan.entropy.public) or "无"
            raise Refusal(f"计划中没有公共随机源 {source[:60]}；计划的来源：{wanted}")
        if not is_public_value(line):
            raise Refusal(f"公共随机数不合格式：{line[:120]}")
        if now < datetime.fromisoformat(plan.public_after):
            raise Refusal(f"公共随机数要在 {plan.public_after} 之后产生，现在不能登记")
        entropy = _entropy_so_far(folder, plan)
        known = {entry.rpartition("|")[0]: entry for entry in entropy.public}
        if known.get(source, line) != line:
            raise Refusal(f"{source} 已登记为另一个值：{known[source]}")
        known[source] = line
        ordered = tuple(known[named] for named in plan.entropy.public if named in known)
        _write_entropy(folder, Entropy(entropy.reveals, ordered))
    return plan


def _entropy_so_far(folder: Folder, plan: Plan) -> Entropy:
    if folder.has(ENTROPY_FILE):
        return parse_entropy(folder.read(ENTROPY_FILE, _LIMIT))
    waiting = tuple(Reveal(commitment.party, MISSING) for commitment in plan.entropy.commits)
    return Entropy(waiting, ())


def _write_entropy(folder: Folder, entropy: Entropy) -> None:
    folder.write(ENTROPY_FILE, jcs(entropy.as_json()))


def _complete_sealed(folder: Folder, plan: Plan, revealed: Reveal) -> None:
    """Keep the sealed party's reveal where auditors look for it."""
    sealed = bundle.load_sealed(folder, plan)
    if sealed and revealed.party == plan.disclosure.sealed:
        completed = sealed.revealed(revealed.r)
        folder.write(SEALED_FILE, completed.to_bytes(plan.suite), mode=0o600)
