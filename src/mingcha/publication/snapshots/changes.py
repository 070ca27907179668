"""What happened to a draw's lists afterwards, from its log: codes and pseudonyms, no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.draw.canonical import Json
from mingcha.core.draw.departures import (
    Begun,
    Change,
    DirectAssignment,
    Placement,
    StaffDeparture,
    read_change,
)
from mingcha.core.draw.log import EntryType
from mingcha.core.draw.replacement import Replacement
from mingcha.tasks import log
from mingcha.tasks.models.departure import DepartureReason

if TYPE_CHECKING:
    from mingcha.tasks.models import Draw


def changes_of(draw: Draw, *, with_ids: bool) -> list[Json]:
    """Return the draw's REPLACE entries in words, in order.

    ``with_ids`` tells which object and which pseudonym too: only where the log itself is public.
    """
    rows = []
    for entry in log.entries(draw, EntryType.REPLACE):
        change = read_change(entry.body)
        who = _who(change) if with_ids else {}
        rows.append({"seq": entry.seq, "time": entry.time, **_what(change), **who})
    return rows


def _what(change: Change) -> dict[str, Json]:
    if isinstance(change, Placement):
        empty = sum(not slot.iid for slot in change.slots)
        return {"what": "补位", "reason": f"{empty} 个席位无人可补" if empty else ""}
    if isinstance(change, Begun):
        return {"what": "检查已开始，检查组不再变动", "reason": f"{len(change.ids)} 户"}
    if isinstance(change, DirectAssignment):
        return {"what": "直接委派", "reason": change.basis}
    what = "检查人员退出" if isinstance(change, StaffDeparture) else "检查对象退出"
    return {"what": what, "reason": DepartureReason(change.reason.value).label}


def _who(change: Change) -> dict[str, Json]:
    if isinstance(change, Placement):
        return {"slots": [f"{slot.id} 席位{slot.j} {slot.iid or '空缺'}" for slot in change.slots]}
    if isinstance(change, Begun):
        return {}
    if isinstance(change, Replacement):
        return {"leaves": change.id, "comes": change.successor or "备选用完，须补充抽取"}
    if isinstance(change, DirectAssignment):
        return {"comes": f"{change.id} 席位{change.j} {change.iid or '名录以外人员'}"}
    return {"leaves": f"{change.iid}，{change.id or '尚未开始检查的各户'}"}
