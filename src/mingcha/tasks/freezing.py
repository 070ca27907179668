"""The frozen inputs of a task's draw (SSJ-DRAW/1), made by the package that freezes files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from mingcha.bundles.folder import MAX_FILE_BYTES, Folder
from mingcha.bundles.freezing import Frozen, Sources, freeze
from mingcha.bundles.naming import names_for
from mingcha.bundles.pool_review import PoolReview, review_pools
from mingcha.bundles.private_folder import PrivateFolder
from mingcha.bundles.rules import (
    CodeKind,
    FrameRules,
    Profile,
    Rules,
    StratumRules,
)
from mingcha.core.assignment.slots import Match
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.log import FIRST_PREV
from mingcha.core.draw.plan import Base, Mode, register_path
from mingcha.core.errors import Refusal
from mingcha.tasks.bundle_store import FACTS_FILE, IIDS_FILE, PRIVATE, store
from mingcha.tasks.frozen_staff import Sent, frozen_recusals, frozen_staff
from mingcha.tasks.models import Draw, SubTask, Task
from mingcha.tasks.models.task import Disclosing, Matching
from mingcha.tasks.pool_frame import PoolFrame
from mingcha.tasks.pool_keeping import keep_pool
from mingcha.tasks.ratios import quota, reserve_bp
from mingcha.tasks.seats import seats_by_side, sides_of
from mingcha.tasks.selectors.strata import stratum_titles

_SUITE = "S1"
_SEALED_PARTY = "organiser"
_HELPED = (Matching.NEARBY, Matching.FORMED)
"""Ways of matching in which others come where the own are not enough."""
_TICKET_LINE = 140  # bytes, about: frame, id, ticket, salt


@dataclass(frozen=True, slots=True)
class PoolFacts:
    """What people are told before the draw; ``smallest`` is the smallest pool of a seat."""

    inspectors: int
    recusals: int
    smallest: int | None
    small_pools: list[str]


def freeze_bundle(
    draw: Draw, task: Task, parts: Sequence[SubTask], parties: Sequence[str]
) -> Frozen:
    """Freeze the draw's pool and staff, and keep every file; Refusal where teams cannot be made."""
    staff = frozen_staff(task, parts)
    sources = Sources(
        objects={part.frame: PoolFrame(part) for part in parts},
        inspectors=[sent.record for sent in staff],
        recusals=frozen_recusals(parts, staff),
    )
    with TemporaryDirectory() as temporary:
        target = Path(temporary) / draw.draw_id
        frozen = freeze(_rules(draw, task, parts, parties), sources, target)
        _refuse_too_large(Folder(target), frozen)
        names = names_for(target, frozen.plan, are_teams=task.matching == Matching.FORMED)
        review = review_pools(frozen.plan, frozen.staff.inspectors, frozen.registers, names)
        keep_pool(draw, parts, frozen)
        _add_private(target, frozen, review, staff)
        store(draw, target)
    return frozen


def _refuse_too_large(folder: Folder, frozen: Frozen) -> None:
    """Refuse what could not be read after the ceremony.

    A sealed draw has a line for every object that can be drawn, ticket and salt with it.
    """
    codes = [frame.code for frame in frozen.plan.frames]
    sizes = [(folder.path / register_path(code)).stat().st_size for code in codes]
    if frozen.plan.disclosure.is_sealed:
        sizes.append(sum(frozen.eligible(code) for code in codes) * _TICKET_LINE)
    if max(sizes) > MAX_FILE_BYTES:
        raise Refusal(
            f"名录太大：抽取要读写的一个文件约 {max(sizes) >> 20:,} MB，"
            f"最多 {MAX_FILE_BYTES >> 20:,} MB。请缩小检查对象范围，或分成几次抽取"
        )


def _rules(draw: Draw, task: Task, parts: Sequence[SubTask], parties: Sequence[str]) -> Rules:
    mode = Mode(task.disclosing)
    reveal_by = _text(draw.reveal_by)
    return Rules(
        draw_id=draw.draw_id,
        task=f"{task.number} {task.title}",
        suite=_SUITE,
        seq=0,  # the log's place of the plan is known when it is sealed
        prev_head=FIRST_PREV,
        profile=Profile(draw.profile),
        parties=tuple(parties),
        public=tuple(draw.public_sources),
        reveal_by=reveal_by,
        public_after=_text(draw.public_after) if draw.public_after else reveal_by,
        mode=mode,
        disclose_by=_disclose_by(task),
        sealed="" if mode is Mode.IMMEDIATE else _SEALED_PARTY,
        frames=tuple(_frame(task, part, parts[0].frame) for part in parts),
        assignment=_assignment(task, parts),
        default_capacity=0,
        codes={CodeKind.UNIT: {side.name: side.code for part in parts for side in sides_of(part)}},
        census_of_one=bool(draw.census_basis),
    )


def _frame(task: Task, part: SubTask, lead: str) -> FrameRules:
    if not part.is_lead:
        return FrameRules(part.frame, follow=lead, region="")
    return FrameRules(
        code=part.frame,
        follow="",
        region="",
        stratify_by=_strata_by(task),
        settings={
            "base": Base.ELIGIBLE.value,
            "reserve_bp": reserve_bp(task),
            "batches": 1,
        },
        strata=tuple(
            StratumRules(stratum, quota(task.ratios[stratum])) for stratum in stratum_titles(task)
        ),
    )


def _strata_by(task: Task) -> str:
    if task.labels:
        return "label"
    return "risk_class" if task.uses_class else ""


def _assignment(task: Task, parts: Sequence[SubTask]) -> Json:
    """Seats by department, as the task's matching says (ADR 0015).

    First where an inspector's region covers the object, then, where neighbours help out, anywhere;
    none at all where everybody is assigned directly.
    """
    slots = [
        {
            "frame": part.frame,
            "unit": side.code,
            "expertise": codes,
            "match": Match.WITHIN.value,
        }
        for part in parts
        for side, codes in seats_by_side(task, part)
    ]
    anywhere = [
        {"unit": s["unit"], "expertise": s["expertise"], "match": Match.ANY.value} for s in slots
    ]
    return {
        "algo": "RPA-1",
        "choices": 2,
        "tmax": 64,
        "valid_on": task.period_to.isoformat(),
        "slots": slots,
        "fallback": [anywhere] if task.matching in _HELPED else [],
    }


def _disclose_by(task: Task) -> str:
    if task.disclosing != Disclosing.DEFERRED:
        return ""
    day_after = datetime.combine(task.period_to + timedelta(days=1), datetime.min.time())
    return _text(timezone.make_aware(day_after))


def _text(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _add_private(
    target: Path,
    frozen: Frozen,
    review: PoolReview,
    staff: Sequence[Sent],
) -> None:
    behind = {sent.record.staff_no: sent.behind for sent in staff}
    people = frozen.staff.people
    iids = {iid: behind[record.staff_no].as_json() for iid, record in people.items()}
    facts = PoolFacts(
        inspectors=len(iids),
        recusals=len(frozen.recusals.conflicts),
        smallest=review.smallest,
        small_pools=review.small_pools,
    )
    private = Folder(PrivateFolder(target).path)
    for path, content in ((IIDS_FILE, iids), (FACTS_FILE, asdict(facts))):
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        private.write(path.removeprefix(PRIVATE), text.encode(), mode=0o600)
