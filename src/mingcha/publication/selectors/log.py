"""The log of draws as anybody may read it: entries without bodies (protocol section 11)."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.publication.disclosure import disclosed
from mingcha.tasks.models import LogEntry

_COLUMNS = ("seq", "type", "time", "draw_id", "body_hash", "prev", "head")
_TITLES = {
    "REGISTER": "名录冻结",
    "OBJECTION": "异议",
    "COMMIT": "提交承诺",
    "PLAN": "方案封存",
    "REVEAL": "揭示",
    "ENTROPY": "种子确定",
    "RESULT": "抽取结果",
    "ASSIGN": "人员匹配",
    "REPLACE": "替换",
    "DISCLOSE": "公开",
    "OUTCOME": "检查结果",
    "CLOSE": "办结",
    "VOID": "作废",
    "INCIDENT": "事故",
}


def log_head() -> str:
    """Return the head after the last entry, empty where nothing was logged."""
    return LogEntry.objects.order_by("-seq").values_list("head", flat=True).first() or ""


def log_entries(draw_id: str = "") -> QuerySet[LogEntry]:
    """Return the entries, newest first, of one draw or of all."""
    entries = LogEntry.objects.order_by("-seq")
    return entries.filter(draw_id=draw_id) if draw_id else entries


def entry_shown(entry: LogEntry) -> dict[str, Json]:
    """Return an entry's public fields, with its type in words."""
    return {**disclosed(entry, *_COLUMNS), "title": _TITLES.get(entry.type, entry.type)}
