"""Drawing experts to assist: by the draw's own seed, in the transaction of the draw (R-023, ADR 0018).

Nobody presses a button for it, so nobody can wait for a better lot. An expert who meanwhile has an
interest or left the pool is passed over on record, and the next in order comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mingcha.accounts.models import User
from mingcha.audit.record import record
from mingcha.core.assisting.lot import Lot, in_order, lot_key
from mingcha.core.assisting.pool import ExpertPool as Frozen
from mingcha.core.assisting.pool import parse_pool
from mingcha.registers.models import Expert
from mingcha.registers.selectors.experts import barred_now
from mingcha.tasks.events import ExpertsDrawn
from mingcha.tasks.models import Draw, ExpertPool, ObjectTask, TeamAssistant

BY_LOT = "随机抽取"
PASSED_OVER = "已登记利害关系、已移出专家库或已在协助这一户，由下一顺位补上"
_DUTY = "提供专业意见"
_CHUNK = 1000


def draw_experts(draw: Draw, seed: str, by: User) -> None:
    """Draw for every object of the parts that ask for experts, and keep the key."""
    for pool in draw.expert_pools.select_related("sub_task__department"):
        frozen = parse_pool(pool.content)
        pool.key = lot_key(seed, frozen)
        pool.save(update_fields=["key"])
        rows = list(_rows_of(pool))
        placed = len(_arrange(pool, frozen, rows))
        event = ExpertsDrawn(
            subject=draw.draw_id,
            task=draw.own_task.number,
            department=pool.sub_task.department.name,
            objects=len(rows),
            placed=placed,
            digest=pool.digest,
            key=pool.key,
        )
        record(event, by=by)


def arrange_by_lot(draw: Draw, row: ObjectTask) -> None:
    """Draw for an object that came later, by the same key."""
    pool = _pool_of(row)
    if pool is not None and pool.draw_id == draw.pk and pool.key:
        _arrange(pool, parse_pool(pool.content), [row])


def next_by_lot(gone: TeamAssistant) -> TeamAssistant | None:
    """Let the next in order come after one who was drawn and called off; None where nobody is left."""
    pool, row = gone.pool, gone.object_task
    if pool is None:
        return None
    frozen = parse_pool(pool.content)
    return next(iter(_arrange(pool, frozen, [row])), None)


def experts_are_drawn(row: ObjectTask) -> bool:
    """Tell whether the object's experts come by lot."""
    return _pool_of(row) is not None


def _pool_of(row: ObjectTask) -> ExpertPool | None:
    part = row.sub_task.share_of_id or row.sub_task_id
    return ExpertPool.objects.filter(sub_task=part, draw__task=row.task_id).first()


def _rows_of(pool: ExpertPool) -> Iterable[ObjectTask]:
    part = pool.sub_task
    rows = ObjectTask.objects.filter(task=part.task_id).select_related("object")
    return (rows.filter(sub_task=part) | rows.filter(sub_task__share_of=part)).order_by("pk")


def _arrange(pool: ExpertPool, frozen: Frozen, rows: Sequence[ObjectTask]) -> list[TeamAssistant]:
    """Arrange as many as are asked for at each object; returns those who came."""
    barred = barred_now(frozen.experts, [row.object_id for row in rows])
    held = Expert.objects.filter(pk__in=frozen.experts, is_active=True)
    in_pool = set(held.exclude(body__is_active=False).values_list("pk", flat=True))
    duty = "、".join(tag.name for tag in pool.sub_task.expert_fields.all()) or _DUTY
    made = list[TeamAssistant]()
    for row, there in _with_assistants(rows):
        drawn = {each.expert_id for each in there if each.pool_id == pool.pk}
        helping = {each.expert_id for each in there if not each.removed_reason}
        lacking = frozen.count - sum(
            not each.removed_reason for each in there if each.pool_id == pool.pk
        )
        order = [
            lot for lot in in_order(frozen, pool.key, row.object.key) if lot.expert not in drawn
        ]
        for lot in order:
            if lacking <= 0:
                break
            is_free = (
                lot.expert in in_pool
                and (lot.expert, row.object_id) not in barred
                and lot.expert not in helping
            )
            lacking -= is_free
            made.append(_assistant(pool, row, lot, duty, "" if is_free else PASSED_OVER))
    TeamAssistant.objects.bulk_create(made, batch_size=_CHUNK)
    return [each for each in made if not each.removed_reason]


def _with_assistants(
    rows: Sequence[ObjectTask],
) -> Iterable[tuple[ObjectTask, list[TeamAssistant]]]:
    """Give each row with who was arranged there, read at once for all of them."""
    there: dict[int, list[TeamAssistant]] = {row.pk: [] for row in rows}
    for start in range(0, len(rows), _CHUNK):
        keys = [row.pk for row in rows[start : start + _CHUNK]]
        for each in TeamAssistant.objects.filter(object_task__in=keys):
            there[each.object_task_id].append(each)
    return ((row, there[row.pk]) for row in rows)


def _assistant(
    pool: ExpertPool, row: ObjectTask, lot: Lot, duty: str, passed_over: str
) -> TeamAssistant:
    return TeamAssistant(
        object_task=row,
        expert_id=lot.expert,
        duty=duty[:120],
        added_by=BY_LOT,
        pool=pool,
        ticket=lot.ticket,
        removed_reason=passed_over,
    )
