"""The lot of the experts reckoned again from what is kept, for whoever wants to check it (R-023)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mingcha.audit.models import AuditEvent
from mingcha.core.assisting.lot import in_order, lot_key
from mingcha.core.assisting.pool import digest_of, parse_pool
from mingcha.core.draw import bundle
from mingcha.core.draw.entropy import seed_of
from mingcha.tasks.bundle_folder import bundle_of
from mingcha.tasks.draw_events import DrawStepped
from mingcha.tasks.events import ExpertPoolFrozen
from mingcha.tasks.models import Draw, ExpertPool, SubTask, TeamAssistant


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A pool, who came of it, and what does not fit; no ``faults`` where everything does."""

    pool: ExpertPool
    size: int
    count: int
    drawn: list[TeamAssistant]
    faults: list[str]
    frozen_seq: int | None


def recomputed(draw: Draw, parts: Iterable[SubTask]) -> list[Recomputed]:
    """Reckon these parts' experts again: digest, time of the freeze, key, and order of each object."""
    pools = list(
        draw.expert_pools.filter(sub_task__in=list(parts))
        .select_related("sub_task__department")
        .prefetch_related("sub_task__expert_fields")
    )
    if not pools:
        return []
    seed = _seed(draw) if any(pool.key for pool in pools) else ""
    return [_of_pool(draw, pool, seed) for pool in pools]


def _seed(draw: Draw) -> str:
    with bundle_of(draw, registers=False) as folder:
        plan = bundle.load_plan(folder)
        return seed_of(plan, bundle.load_entropy(folder, plan))


def _of_pool(draw: Draw, pool: ExpertPool, seed: str) -> Recomputed:
    frozen = parse_pool(pool.content)
    faults = list[str]()
    if digest_of(pool.content) != pool.digest:
        faults.append("专家池的内容与它的指纹不符")
    told = AuditEvent.objects.filter(
        type=ExpertPoolFrozen.type, subject=draw.draw_id, body__digest=pool.digest
    ).first()
    if told is None:
        faults.append("审计链中没有这个指纹的冻结记录")
    elif _began_before(draw, told.seq):
        faults.append("专家池不是在抽取开始之前冻结的")
    if pool.key and pool.key != lot_key(seed, frozen):
        faults.append("排序密钥不是由这次抽取的种子得出的")
    drawn = list(
        pool.drawn.select_related("expert", "object_task__object").order_by(
            "object_task__object__code", "ticket"
        )
    )
    by_object = defaultdict[str, list[TeamAssistant]](list)
    for each in drawn:
        by_object[each.object_task.object.key].append(each)
    for key, rows in by_object.items():
        order = in_order(frozen, pool.key, key)[: len(rows)]
        if [(lot.ticket, lot.expert) for lot in order] != [(r.ticket, r.expert_id) for r in rows]:
            faults.append(f"{rows[0].object_task.object.name}：抽中的专家与重算的顺序不符")
        standing = sum(not row.removed_reason for row in rows)
        if standing > frozen.count:
            faults.append(
                f"{rows[0].object_task.object.name}：抽取的专家多于每户 {frozen.count} 人"
            )
    return Recomputed(
        pool=pool,
        size=len(frozen.experts),
        count=frozen.count,
        drawn=drawn,
        faults=faults,
        frozen_seq=told.seq if told else None,
    )


def _began_before(draw: Draw, seq: int) -> bool:
    """Tell whether the ceremony took a step before the pool was frozen."""
    steps = AuditEvent.objects.filter(type=DrawStepped.type, subject=draw.draw_id)
    return steps.filter(seq__lt=seq).exists()
