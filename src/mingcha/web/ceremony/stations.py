"""The six stations of a draw, as the ceremony page and the big screen show them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q

from mingcha.core.workflow.task import TASK
from mingcha.tasks.models import Draw, DrawnObject, LogEntry, PoolStratum
from mingcha.tasks.selectors.comparison import comparing_parts
from mingcha.web.wording import cn_date

_ORDER = ("承诺", "揭示", "抽取", "名单比对", "匹配人员")
_DRAW_STATION = {"frozen": 0, "committing": 0, "sealed": 1, "revealing": 1, "ready": 2}
_TASK_STATION = {"objects_drawn": 3, "list_compared": 4}
_DONE = 5
_ENTRY_TITLES = {
    "REGISTER": "名录指纹",
    "OBJECTION": "异议",
    "COMMIT": "承诺",
    "PLAN": "封存方案",
    "REVEAL": "揭示",
    "ENTROPY": "确定种子",
    "RESULT": "抽取结果",
    "ASSIGN": "人员匹配",
    "REPLACE": "替换",
    "DISCLOSE": "公开",
    "OUTCOME": "检查结果",
    "CLOSE": "办结",
    "VOID": "作废",
    "INCIDENT": "事故",
}


def place(draw: Draw) -> int:
    """Return which station after the freeze is at work, ``_DONE`` behind the last."""
    if draw.state in _DRAW_STATION:
        return _DRAW_STATION[draw.state]
    return _TASK_STATION.get(draw.own_task.state, _DONE)


def is_open(draw: Draw) -> bool:
    """Tell whether somebody is still to act, so that the page asks for news."""
    return draw.state not in {"voided", "incident"} and place(draw) < _DONE


def fingerprint(draw: Draw) -> str:
    """Return what changes whenever a page of the draw should be shown anew."""
    done = draw.parties.aggregate(
        committed=Count("pk", filter=~Q(commitment="")), revealed=Count("pk", filter=~Q(reveal=""))
    )
    compared = draw.own_task.sub_tasks.exclude(compared_at=None).count()
    typed = draw.public_values.count() + draw.public_values.exclude(confirmed_at=None).count()
    parts = (draw.state, done["committed"], done["revealed"], typed, draw.own_task.state, compared)
    return "-".join(map(str, parts))


def stations(draw: Draw) -> list[dict[str, str]]:
    """Return the stations with what came of each, or whose turn it is."""
    now = place(draw)
    shown = [{"title": "冻结名录", "note": frozen_note(draw), "state": "done"}]
    for number, title in enumerate(_ORDER):
        state = "done" if number < now else "now" if number == now else "todo"
        shown.append({"title": title, "note": _note(draw, number, now), "state": state})
    return shown


def log_shown(draw: Draw) -> list[dict[str, object]]:
    """Return the draw's log entries as people read them."""
    entries = LogEntry.objects.filter(draw_id=draw.draw_id).order_by("seq")
    return [
        {
            "seq": entry.seq,
            "time": datetime.fromisoformat(entry.time),
            "title": _ENTRY_TITLES[entry.type],
            "head": entry.head,
        }
        for entry in entries
    ]


def frozen_note(draw: Draw) -> str:
    """Return how many objects were frozen and excluded in the drawing frame."""
    strata = PoolStratum.objects.filter(sub_task__task=draw.own_task, sub_task__is_lead=True)
    rows = sum(stratum.rows for stratum in strata)
    eligible = sum(stratum.eligible for stratum in strata)
    return f"{rows:,} 户，排除 {rows - eligible:,} 户"


def drawn_counts(draw: Draw) -> tuple[int, int]:
    """Return how many objects were drawn, and how many wait in reserve."""
    rows = DrawnObject.objects.filter(draw=draw)
    return rows.filter(status__startswith="D").count(), rows.filter(status="R").count()


def _note(draw: Draw, number: int, now: int) -> str:
    if number > now:
        return ""
    if number == 0:
        count = draw.parties.exclude(commitment="").count()
        return "各方已交" if now else f"已交 {count} 方"
    if number == 1:
        count = draw.parties.exclude(reveal="").count()
        return f"{count} 方与承诺相符" if now > 1 else f"已揭示 {count} 方"
    if number == 2:  # noqa: PLR2004 - the station's number
        if now == number:
            return "种子已确定"
        drawn, reserve = drawn_counts(draw)
        return f"抽中 {drawn} 户，备用 {reserve} 户"
    return _later_note(draw, number, now)


def _later_note(draw: Draw, number: int, now: int) -> str:
    if number == 3:  # noqa: PLR2004 - the station's number
        parts = comparing_parts(draw.own_task)
        left = parts.filter(compared_at=None)
        if now > number:
            return "各部门已比对"
        first = left.order_by("compare_by").first()
        return f"{cn_date(first.compare_by, 'short')}前" if first and first.compare_by else ""
    return TASK.states[draw.own_task.state] if now > number else "比对后进行"
