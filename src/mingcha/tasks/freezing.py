"""The frozen inputs of a task's draw (SSJ-DRAW/1), made by the package that freezes files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from mingcha.bundles.folder import Folder
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
from mingcha.core.intake.records import Fields, InspectorRecord, RecusalRecord
from mingcha.core.workflow.object_task import BEFORE_RESULTS
from mingcha.foundation import clock
from mingcha.registers.models import Recusal
from mingcha.registers.selectors.fitness import fit_for
from mingcha.tasks.bundle_store import FACTS_FILE, IIDS_FILE, LARGEST_FILE, PRIVATE, store
from mingcha.tasks.models import Draw, SubTask, Task
from mingcha.tasks.models.task import Disclosing, Matching
from mingcha.tasks.pool_frame import PoolFrame
from mingcha.tasks.pool_keeping import keep_pool
from mingcha.tasks.pool_query import candidates
from mingcha.tasks.ratios import quota, reserve_bp
from mingcha.tasks.required_tags import seats_of
from mingcha.tasks.senders import from_senders, senders_of

if TYPE_CHECKING:
    from mingcha.orgs.models import Department
    from mingcha.registers.selectors.fitness import CertifiedInspector

_SUITE = "S1"
_SEALED_PARTY = "organiser"
_RECUSAL = "interest"
_MEMBERSHIP = "memberships__object_task"
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
    staff = _staff(task, parts)
    sources = Sources(
        objects={part.frame: PoolFrame(part) for part in parts},
        inspectors=[record for record, _ in staff],
        recusals=_recusals(parts, staff),
    )
    with TemporaryDirectory() as temporary:
        target = Path(temporary) / draw.draw_id
        frozen = freeze(_rules(draw, task, parts, parties), sources, target)
        _refuse_too_large(Folder(target), frozen)
        names = names_for(target, frozen.plan)
        review = review_pools(frozen.plan, frozen.staff.inspectors, frozen.registers, names)
        keep_pool(draw, parts, frozen)
        _add_private(target, frozen, review, staff)
        store(draw, target)
    return frozen


def _refuse_too_large(folder: Folder, frozen: Frozen) -> None:
    """Refuse what could not be kept after the ceremony: a file is one value of the database.

    A sealed draw has a line for every object that can be drawn, ticket and salt with it.
    """
    codes = [frame.code for frame in frozen.plan.frames]
    sizes = [(folder.path / register_path(code)).stat().st_size for code in codes]
    if frozen.plan.disclosure.is_sealed:
        sizes.append(sum(frozen.eligible(code) for code in codes) * _TICKET_LINE)
    if max(sizes) > LARGEST_FILE:
        raise Refusal(
            f"名录太大：抽取要保存的一个文件约 {max(sizes) >> 20:,} MB，"
            f"最多 {LARGEST_FILE >> 20:,} MB。请缩小检查对象范围，或分成几次抽取"
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
        codes={CodeKind.UNIT: {part.department.short_name: part.frame for part in parts}},
    )


def _frame(task: Task, part: SubTask, lead: str) -> FrameRules:
    if not part.is_lead:
        return FrameRules(part.frame, follow=lead, region="")
    return FrameRules(
        code=part.frame,
        follow="",
        region="",
        stratify_by="risk_class" if task.uses_class else "",
        settings={
            "base": Base.ELIGIBLE.value,
            "reserve_bp": reserve_bp(task),
            "batches": 1,
        },
        strata=tuple(StratumRules(level, quota(text)) for level, text in task.ratios.items()),
    )


def _assignment(task: Task, parts: Sequence[SubTask]) -> Json:
    """Seats by department, as the task's matching says (ADR 0015).

    First where an inspector's region covers the object, then, where neighbours help out, anywhere;
    none at all where everybody is assigned directly.
    """
    drawn = [] if task.matching == Matching.DIRECT else parts
    slots = [
        {
            "frame": part.frame,
            "unit": part.frame,
            "expertise": codes,
            "match": Match.WITHIN.value,
        }
        for part in drawn
        for codes in seats_of(part)
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
        "fallback": [anywhere] if task.matching == Matching.NEARBY else [],
    }


def _disclose_by(task: Task) -> str:
    if task.disclosing != Disclosing.DEFERRED:
        return ""
    day_after = datetime.combine(task.period_to + timedelta(days=1), datetime.min.time())
    return _text(timezone.make_aware(day_after))


def _text(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _staff(task: Task, parts: Sequence[SubTask]) -> list[tuple[InspectorRecord, int]]:
    """Return who may be matched: in office, certified till the end (G-9), not away; less their load."""
    busy = Q(**{f"{_MEMBERSHIP}__state__in": BEFORE_RESULTS}) & ~Q(
        **{f"{_MEMBERSHIP}__task__state__in": ("done", "closed", "voided")}
    )
    frames = {pk: (part, each) for part in parts for pk, each in senders_of(part).items()}
    inspectors = (
        fit_for(clock.today(), task.period_from, task.period_to)
        .filter(reduce(or_, map(from_senders, parts), Q(pk=None)))
        .annotate(load=Count("memberships", filter=busy))
        .select_related("region")
        .prefetch_related("expertise", "qualifications")
        .order_by("pk")
    )
    return [(_record(person, *frames[person.department_id]), person.pk) for person in inspectors]


def _record(person: CertifiedInspector, part: SubTask, sender: Department) -> InspectorRecord:
    """``staff_no`` is unique in a department alone, so the frame's code goes before it.

    People of a lower department have its region's and its own code before it as well.
    """
    is_own = sender.pk == part.department_id
    of = part.frame if is_own else f"{part.frame}-{sender.region_id}-{sender.code}"
    return InspectorRecord(
        staff_no=f"{of}-{person.staff_no}",
        name=person.name,
        unit=part.department.short_name,
        region=person.region.prefix,
        certificate_no=person.certificate_no,
        cert_valid_to=person.certificate_until,
        expertise=tuple(tag.code for tag in person.expertise.all()),
        qualifications=tuple(tag.code for tag in person.qualifications.all()),
        capacity=max(person.capacity - person.load, 0),  # type: ignore[attr-defined]
        status="",
        fields=Fields(),
        row=person.pk,
    )


def _recusals(
    parts: Sequence[SubTask], staff: Sequence[tuple[InspectorRecord, int]]
) -> list[RecusalRecord]:
    """Return the recusals in force between these people and the pool; the code says no more."""
    numbers = {pk: record.staff_no for record, pk in staff}
    standing = Recusal.objects.filter(inspector__in=numbers.keys(), ended_on=None)
    in_pool = {
        pk
        for part in parts
        for pk in candidates(part, clock.today())
        .filter(pk__in=standing.values("object"))
        .values_list("pk", flat=True)
    }
    found = standing.filter(object__in=in_pool).values_list("object__key", "inspector", "pk")
    return [RecusalRecord(key, numbers[person], _RECUSAL, row=pk) for key, person, pk in found]


def _add_private(
    target: Path,
    frozen: Frozen,
    review: PoolReview,
    staff: Sequence[tuple[InspectorRecord, int]],
) -> None:
    keys = {record.staff_no: pk for record, pk in staff}
    iids: Mapping[str, int] = {
        iid: keys[record.staff_no] for iid, record in frozen.staff.people.items()
    }
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
