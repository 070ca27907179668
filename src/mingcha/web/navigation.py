"""The sidebar: entries by the order of work, each for those who may open it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry; empty ``permissions`` mean everybody who has signed in."""

    title: str
    icon: str
    view: str
    permissions: tuple[P, ...] = ()


ENTRIES = (
    Entry("工作台", "home", "workbench"),
    Entry("一单两库", "stack-2", "items", (P.REGISTER_VIEW,)),
    Entry("年度计划", "calendar-event", "plans", (P.PLAN_VIEW,)),
    Entry("目标与日历", "target", "year", (P.TARGET_VIEW,)),
    Entry("抽查任务", "arrows-shuffle", "tasks", (P.TASK_VIEW,)),
    Entry("公开抽取", "dice", "draws", (P.TASK_VIEW,)),
    Entry("现场检查", "clipboard-check", "visits", (P.VISIT_RECORD,)),
    Entry(
        "结果公示",
        "speakerphone",
        "reviews",
        (P.RESULT_REVIEW, P.RESULT_PUBLISH, P.TASK_APPROVE, P.REPORT_ACCEPT),
    ),
    Entry(
        "后续处置", "progress", "follow-ups", (P.FOLLOWUP_HANDLE, P.FOLLOWUP_RECHECK, P.TARGET_EDIT)
    ),
    Entry("文书文本", "file-text", "notice-texts", (P.NOTICE_EDIT,)),
    Entry("统计报表", "chart-bar", "reports", (P.REPORT_VIEW,)),
    Entry(
        "系统管理",
        "settings",
        "administration",
        (P.SYSTEM_ADMIN, P.SECURITY_ADMIN, P.AUDIT_VIEW),
    ),
)


def navigation(user: User, path: str) -> list[dict[str, object]]:
    """Return the entries that the user may open; the one that the path lies under is active."""
    shown = []
    for entry in ENTRIES:
        if entry.permissions and not user.may(*entry.permissions):
            continue
        try:
            url = reverse(entry.view)
        except NoReverseMatch:
            continue
        active = path == url if url == "/" else path.startswith(_section(url))
        shown.append({"title": entry.title, "icon": entry.icon, "url": url, "active": active})
    return shown


def _section(url: str) -> str:
    return "/" + url.split("/")[1] + "/"
